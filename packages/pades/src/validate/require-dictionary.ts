import type { SignatureDictionary } from '@waarmerk/pdf'
import { PadesError } from '../pades-error.ts'

/**
 * EN 319 142-1 §6.3 table 1 for the entries of the signature dictionary.
 *
 * @throws PadesError ERR_PADES_DICTIONARY_INVALID
 */
export const requireDictionary = ({ type, filter, subFilter, signingTime, hasCert }: SignatureDictionary): void =>
  requireAll({
    Type: type === 'Sig' || type === null,
    Filter: filter === 'Adobe.PPKLite',
    SubFilter: subFilter === 'ETSI.CAdES.detached',
    M: signingTime !== null,
    Cert: !hasCert,
  })

/**
 * EN 319 142-1 §5.4.3 for the entries of a document time-stamp dictionary.
 *
 * @throws PadesError ERR_PADES_DICTIONARY_INVALID
 */
export const requireTimeStampDictionary = ({ type, filter, subFilter, hasCert }: SignatureDictionary): void =>
  requireAll({
    Type: type === 'DocTimeStamp' || type === null,
    Filter: filter === 'Adobe.PPKLite',
    SubFilter: subFilter === 'ETSI.RFC3161',
    Cert: !hasCert,
  })

const requireAll = (demands: Readonly<Record<string, boolean>>): void => {
  const unmet = Object.keys(demands).filter((key) => !demands[key])
  if (unmet.length > 0) {
    throw new PadesError(
      'ERR_PADES_DICTIONARY_INVALID',
      `not as PAdES demands: ${unmet.map((key) => `/${key}`).join(' ')}`,
    )
  }
}
