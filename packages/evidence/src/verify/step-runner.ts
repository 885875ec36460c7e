import { CodedError } from '@waarmerk/coded-error'
import type { EvidenceStep, EvidenceStepName, Outcome } from './evidence-step.ts'

/** Ends the verification at its first broken step. Not an error of ours: the step is already in the report. */
export class BrokenStep extends Error {}

/** Runs steps in order, and writes down how each went. */
export type StepRunner = {
  readonly steps: readonly EvidenceStep[]
  /** @throws BrokenStep when the step fails with a code; anything without a code is a defect and passes through */
  run<Value>(step: EvidenceStepName, act: () => Outcome<Value> | Promise<Outcome<Value>>): Promise<Value>
}

/** Makes a {@link StepRunner}. */
export const createStepRunner = (): StepRunner => {
  const steps: EvidenceStep[] = []
  return {
    steps,
    async run(step, act) {
      try {
        const { status, detail, value } = await act()
        steps.push({ step, status, detail })
        return value
      } catch (cause) {
        if (!(cause instanceof CodedError)) throw cause
        steps.push({ step, status: 'failed', detail: cause.message, code: cause.code })
        throw new BrokenStep(step, { cause })
      }
    },
  }
}
