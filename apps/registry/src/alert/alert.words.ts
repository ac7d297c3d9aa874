import type { AlertKind } from '@ledger/domain/alert/alert.events.js';
import { riskWords } from './risk.words.js';

/** What happened and the recommended step, per kind. The compiler asks for a new kind's. */
export const alertWords: Readonly<Record<AlertKind, { readonly zh: string; readonly en: string }>> =
  {
    gradeRaised: {
      zh: '该资产的数据级别已调高。请复核您的质押、许可或持有条件是否仍符合该级别的管理要求。',
      en:
        'The grade of the asset was raised. Review whether your pledge, licence or entry still ' +
        'meets what the grade asks for.',
    },
    sourceGradeRaised: {
      zh: '该资产的来源数据级别已调高。请按就高从严原则重新定级，或记录例外理由。',
      en:
        'The grade of a source of the asset was raised. Grade the asset again, taking the higher, ' +
        'or record why not.',
    },
    assetEnded: {
      zh: '该资产的登记已终止或中止。请核对您的权利；质押权人可主张代位或要求补充担保（民法典第三百九十条、第四百零八条）。',
      en:
        'The registration of the asset ended or is suspended. Check your right; a pledgee may turn ' +
        'to what replaces the object or ask for more security (Civil Code art. 390, 408).',
    },
    sourceEnded: {
      zh: '该资产的来源数据登记已终止或中止。请核实来源权利是否仍然有效，必要时变更来源或暂停使用。',
      en:
        'The registration of a source of the asset ended or is suspended. Verify that the right to ' +
        'the source still stands; change the sources or pause where it does not.',
    },
    gradeBelowSources: {
      zh: '该资产登记的级别低于其来源数据。请按就高从严原则重新定级，或记录例外理由。',
      en:
        'The asset is registered with a grade below a source’s. Grade it again, taking the higher, ' +
        'or record why not.',
    },
    regradingDue: {
      zh: '该资产的定级即将到期。请在到期日前完成复评。',
      en: 'The grading of the asset runs out. Grade it again before its last day.',
    },
    possibleDuplicate: {
      zh: '该资产的内容可能与另一持有人的资产重复。在登记机构作出结论前请谨慎处置；已有质押不受影响。',
      en:
        'The content of the asset may be that of another holder’s. Be careful until the registrar ' +
        'has decided; existing pledges are not touched.',
    },
    possibleCopy: {
      zh: '另有持有人登记了可能与该资产内容相同的数据。该资产及其质押不受限制，仅供您评估时参考；在后资产由其登记机构处理。',
      en:
        'Another holder registered what may be the content of the asset. Neither the asset nor its ' +
        'pledges are barred: this is for your appraisal only; the later asset’s registrar decides.',
    },
    objectionRaised: {
      zh: '有人对该资产提出异议，登记机构将在期限内调查。请核对您的权利，并及时向登记机构提交材料。',
      en:
        'Somebody objects to the asset; its registrar investigates in time. Check your right, and ' +
        'bring the registrar what supports it.',
    },
    objectionDecided: {
      zh: '对该资产的异议已有处理结果。对结果有争议的，可依法申请仲裁或者提起诉讼。',
      en:
        'An objection to the asset was decided. Who does not agree may turn to arbitration or to ' +
        'the court.',
    },
    caseOverdue: {
      zh: '登记机构的办理期限已届满，该事项尚未办结（见 task 与 dueBy）。登记机构请立即办理；申请人可向登记机构催办或投诉。',
      en:
        'The registrar’s time for this matter is over and it is not done (see task and dueBy). ' +
        'The registrar acts now; the applicant may press him or complain.',
    },
    ...riskWords,
  };
