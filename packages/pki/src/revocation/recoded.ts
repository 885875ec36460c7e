import { PkiError, type PkiErrorCode } from '../pki-error.ts'

const family = (code: PkiErrorCode): string => code.split('_', 3).join('_')

/**
 * Runs a step whose complaints are to carry `code`: a stranger's answer is the stranger's fault, whichever reader
 * found out. Codes of the same family (`ERR_PKI_OCSP_…`) are kept.
 */
export function recoded<T>(code: PkiErrorCode, step: () => T): T {
  try {
    return step()
  } catch (error) {
    if (!(error instanceof PkiError) || family(error.code) === family(code)) throw error
    throw new PkiError(code, error.message, { cause: error })
  }
}

/** {@link recoded} for a step that waits. */
export async function recodedAsync<T>(code: PkiErrorCode, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    return recoded(code, () => {
      throw error
    })
  }
}
