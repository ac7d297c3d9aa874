import type { Money } from '../../money.js';
import { Exact, engineVersion, inFen } from './arithmetic.js';
import {
  costExpertGuide,
  costExpertGuideFaults,
  costReplacement,
  costReplacementFaults,
} from './cost.js';
import type { InputFault } from './faults.js';
import { faultAt } from './faults.js';
import {
  incomeDirect,
  incomeExcess,
  incomeFaults,
  incomeIncremental,
  incomeShare,
  incomeShareFaults,
} from './income.js';
import type { ComputedModel, ModelInputs } from './inputs.js';
import { marketAdjusted, marketFaults } from './market.js';
import type { Keep, Step } from './working.js';
import { workingSheet } from './working.js';

/** 成本法, 收益法, 市场法. */
export type Approach = 'cost' | 'income' | 'market';

/** What came out of which model, with everything on the way. */
export type Computation = {
  readonly model: ComputedModel;
  readonly modelVersion: number;
  readonly engineVersion: number;
  readonly inputs: ModelInputs;
  readonly steps: readonly Step[];
  /** Rounded half-up to fen, once, at the end. */
  readonly value: Money;
};

/** One version of a model: a computation that was recorded names the version it came from. */
interface ModelVersion<Inputs> {
  readonly faultsOf: (inputs: Inputs) => readonly InputFault[];
  readonly run: (inputs: Inputs, keep: Keep) => Exact;
}

interface Model<Inputs> {
  readonly approach: Approach;
  /** Oldest first, so version n is at n − 1; a version that was released is never edited. */
  readonly versions: readonly ModelVersion<Inputs>[];
}

type InputsOf<M extends ComputedModel> = NonNullable<ModelInputs[M]>;

const models: { readonly [M in ComputedModel]: Model<InputsOf<M>> } = {
  costReplacement: {
    approach: 'cost',
    versions: [{ faultsOf: costReplacementFaults, run: costReplacement }],
  },
  costExpertGuide: {
    approach: 'cost',
    versions: [{ faultsOf: costExpertGuideFaults, run: costExpertGuide }],
  },
  incomeDirect: { approach: 'income', versions: [{ faultsOf: incomeFaults, run: incomeDirect }] },
  incomeShare: {
    approach: 'income',
    versions: [{ faultsOf: incomeShareFaults, run: incomeShare }],
  },
  incomeExcess: { approach: 'income', versions: [{ faultsOf: incomeFaults, run: incomeExcess }] },
  incomeIncremental: {
    approach: 'income',
    versions: [{ faultsOf: incomeFaults, run: incomeIncremental }],
  },
  marketAdjusted: {
    approach: 'market',
    versions: [{ faultsOf: marketFaults, run: marketAdjusted }],
  },
};

export const computedModels = Object.keys(models) as readonly ComputedModel[];

/** Every version of every model that a recorded computation may name. */
export const releasedModels = computedModels.flatMap((model) =>
  models[model].versions.map((_, at) => ({ model, modelVersion: at + 1, engineVersion })),
);

export const approachOf = (model: ComputedModel): Approach => models[model].approach;

/** The one model whose inputs are there; undefined where there is none or more than one. */
export const modelOf = (inputs: ModelInputs): ComputedModel | undefined => {
  const named = computedModels.filter((model) => inputs[model] !== undefined);
  return named.length === 1 ? named[0] : undefined;
};

const amountMax = new Exact('999999999999999.99');

/** Everything that is wrong with inputs, with pointers into them; empty: they compute. */
export const inputFaults = (inputs: ModelInputs): readonly InputFault[] => {
  const model = modelOf(inputs);
  if (model === undefined) return [faultAt('', 'oneModelExactly')];
  const { faultsOf, run } = runOf(model, latestVersion(model), inputs);
  const faults = faultsOf();
  if (faults.length > 0) {
    return faults.map(({ pointer, fault }) => faultAt(`/${model}${pointer}`, fault));
  }
  const value = run((_, number) => number).abs();
  return value.gt(amountMax) ? [faultAt(`/${model}`, 'outOfRange')] : [];
};

/** Computes with today's version of the model. Throws on inputs that have faults: ask before. */
export const compute = (inputs: ModelInputs): Computation => {
  const faults = inputFaults(inputs);
  const model = modelOf(inputs);
  if (model === undefined || faults.length > 0) {
    throw new Error(`Inputs that do not compute: ${JSON.stringify(faults)}`);
  }
  return computeWith(model, latestVersion(model), inputs);
};

/**
 * The same again, by the versions that a computation names: for ever what it was. Throws where it
 * names versions that there never were.
 */
export const recompute = (
  computed: Pick<Computation, 'model' | 'modelVersion' | 'engineVersion' | 'inputs'>,
): Computation => {
  if (computed.engineVersion !== engineVersion) {
    throw new Error(`There is no version ${computed.engineVersion} of the engine.`);
  }
  return computeWith(computed.model, computed.modelVersion, computed.inputs);
};

const latestVersion = (model: ComputedModel): number => models[model].versions.length;

const computeWith = (
  model: ComputedModel,
  modelVersion: number,
  inputs: ModelInputs,
): Computation => {
  const { keep, steps } = workingSheet();
  const value = keep('unroundedValue', runOf(model, modelVersion, inputs).run(keep));
  return { model, modelVersion, engineVersion, inputs, steps, value: inFen(value) };
};

/** A version of a model with the inputs in it. */
const runOf = <M extends ComputedModel>(model: M, version: number, inputs: ModelInputs) => {
  const found = (models[model] as Model<InputsOf<M>>).versions[version - 1];
  const own = inputs[model] as InputsOf<M> | undefined;
  if (found === undefined || own === undefined) {
    throw new Error(`There is no version ${version} of ${model}, or nothing to compute from.`);
  }
  return { faultsOf: () => found.faultsOf(own), run: (keep: Keep) => found.run(own, keep) };
};
