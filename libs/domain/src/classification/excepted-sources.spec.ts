import { gradeToTake } from './excepted-sources.js';

const meter = { assetId: 'meter', grade: 'important' } as const;
const map = { assetId: 'map', grade: 'sensitive' } as const;
const excepting = { validUntil: '2027-11-20', excepted: [meter] };
const on = '2026-11-20';

describe('the grade to take from sources', () => {
  it('is the strictest one’s, none where no source has any', () => {
    expect(gradeToTake([map, meter], undefined, on)).toBe('important');
    expect(gradeToTake([{ assetId: 'plain' }], undefined, on)).toBeUndefined();
    expect(gradeToTake([meter], { validUntil: '2027-11-20' }, on)).toBe('important');
  });

  it('is not that of a source an exception was made for, and still that of the others', () => {
    expect(gradeToTake([meter], excepting, on)).toBeUndefined();
    expect(gradeToTake([meter, map], excepting, on)).toBe('sensitive');
    expect(gradeToTake([{ ...map, grade: 'core' }, meter], excepting, on)).toBe('core');
  });

  it('is that of an excepted source once it is stricter than it was then, not when it is less', () => {
    expect(gradeToTake([{ ...meter, grade: 'core' }], excepting, on)).toBe('core');
    expect(gradeToTake([{ ...meter, grade: 'general' }], excepting, on)).toBeUndefined();
  });

  it('is that of every source again after the last day of the grading', () => {
    expect(gradeToTake([meter], excepting, '2027-11-20')).toBeUndefined();
    expect(gradeToTake([meter], excepting, '2027-11-21')).toBe('important');
  });
});
