import { appendSecurityStore, readSecurityStore } from '@waarmerk/pdf'
import type { GrowingFile } from '../file/growing-file.ts'
import { PadesError } from '../pades-error.ts'
import type { ValidationMaterial } from './validation-material.ts'

/**
 * Appends a revision whose /DSS holds the material, and reads it back out of the file (EN 319 142-1 §5.4.2,
 * ISO 32000-2 §12.8.4.3). What a /DSS of the file holds already stays.
 *
 * @throws PadesError ERR_PADES_SELF_CHECK_FAILED; PdfError as `appendSecurityStore` does
 */
export const addSecurityStore = (file: GrowingFile, material: ValidationMaterial): void => {
  const increment = appendSecurityStore(file.open(), material)
  if (increment.length > 0) file.append(increment)
  const store = readSecurityStore(file.open())
  const kinds = ['certificates', 'ocspResponses', 'crls'] as const
  const missing = kinds.filter((kind) => !material[kind].every((one) => isAmong(store?.[kind] ?? [], one)))
  if (missing.length > 0) {
    throw new PadesError('ERR_PADES_SELF_CHECK_FAILED', `the security store lacks ${missing.join(', ')}`)
  }
}

const isAmong = (all: readonly Uint8Array[], one: Uint8Array): boolean =>
  all.some((other) => Buffer.compare(one, other) === 0)
