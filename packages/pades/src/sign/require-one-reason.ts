import type { OptionalAttributes } from '@waarmerk/cms'
import { PadesError } from '../pades-error.ts'

/** Whether the attributes say why it was signed. */
export const statesWhy = ({ commitmentType, signaturePolicy }: OptionalAttributes): boolean =>
  commitmentType !== undefined || signaturePolicy !== undefined

/**
 * A reason in the dictionary does not go with a commitment type or a policy (EN 319 142-1 §6.3 (d), (m)).
 *
 * @throws PadesError ERR_PADES_REASON_FORBIDDEN
 */
export const requireOneReason = (attributes: OptionalAttributes, reason: string | null | undefined): void => {
  if (statesWhy(attributes) && typeof reason === 'string') {
    throw new PadesError('ERR_PADES_REASON_FORBIDDEN', 'a reason does not go with a commitment type or a policy')
  }
}
