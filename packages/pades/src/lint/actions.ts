import { entry, item, type Located, nameEntry, ofKind, type PdfDictionary, type PdfDocument } from '@waarmerk/pdf'
import { PadesError, type PadesErrorCode } from '../pades-error.ts'
import type { Visits } from './visits.ts'

/** Actions that only move the reader to another place (ISO 32000-2 table 201). */
const harmless = ['GoTo', 'GoToR', 'GoToE', 'GoToDp', 'Thread', 'URI', 'Named']

const refused: ReadonlyMap<string, PadesErrorCode> = new Map([
  ['JavaScript', 'ERR_PADES_LINT_JAVASCRIPT'],
  ['Rendition', 'ERR_PADES_LINT_MULTIMEDIA'],
  ['Movie', 'ERR_PADES_LINT_MULTIMEDIA'],
  ['Sound', 'ERR_PADES_LINT_MULTIMEDIA'],
  ['RichMediaExecute', 'ERR_PADES_LINT_MULTIMEDIA'],
  ['GoTo3DView', 'ERR_PADES_LINT_MULTIMEDIA'],
  ['Launch', 'ERR_PADES_LINT_LAUNCH'],
  ['SubmitForm', 'ERR_PADES_LINT_SUBMIT'],
  ['ImportData', 'ERR_PADES_LINT_SUBMIT'],
] as const)

/**
 * Refuses what happens on a click (/A) unless it is a mere jump; with all that follows it (/Next).
 *
 * @throws PadesError ERR_PADES_LINT_JAVASCRIPT, ERR_PADES_LINT_LAUNCH, ERR_PADES_LINT_SUBMIT,
 *   ERR_PADES_LINT_MULTIMEDIA, ERR_PADES_LINT_ACTION, ERR_PADES_LINT_TOO_MANY
 */
export const refuseActions = (doc: PdfDocument, holder: Located<PdfDictionary>, visits: Visits): void => {
  const action = ofKind(entry(doc, holder, 'A'), 'dictionary')
  if (action !== null) refuseAction(doc, action, visits)
}

/** @throws PadesError ERR_PADES_LINT_ADDITIONAL_ACTIONS */
export const refuseAdditionalActions = (holder: Located<PdfDictionary>): void => {
  const value = holder.value.entries.get('AA')?.value
  if (value !== undefined && value.kind !== 'null') {
    throw new PadesError('ERR_PADES_LINT_ADDITIONAL_ACTIONS', 'the document acts on events')
  }
}

/**
 * Opening a document may show a page of it, nothing else.
 *
 * @throws PadesError ERR_PADES_LINT_OPEN_ACTION, ERR_PADES_LINT_JAVASCRIPT and others for the action's type
 */
export const refuseOpenAction = (doc: PdfDocument, catalog: Located<PdfDictionary>, visits: Visits): void => {
  const opening = entry(doc, catalog, 'OpenAction')
  const action = ofKind(opening, 'dictionary')
  if (opening === null || opening.value.kind === 'array') return
  if (action !== null) refuseAction(doc, action, visits)
  if (action === null || nameEntry(doc, action, 'S') !== 'GoTo') {
    throw new PadesError('ERR_PADES_LINT_OPEN_ACTION', 'the document acts when it is opened')
  }
}

const refuseAction = (doc: PdfDocument, first: Located<PdfDictionary>, visits: Visits): void => {
  const pending = [first]
  for (let action = pending.pop(); action !== undefined; action = pending.pop()) {
    if (!visits.first('action', action)) continue
    const type = nameEntry(doc, action, 'S') ?? ''
    if (!harmless.includes(type)) {
      throw new PadesError(
        refused.get(type) ?? 'ERR_PADES_LINT_ACTION',
        'the document holds an action that does more than show a page',
      )
    }
    pending.push(...followers(doc, action))
  }
}

const followers = (doc: PdfDocument, action: Located<PdfDictionary>): Located<PdfDictionary>[] => {
  const next = entry(doc, action, 'Next')
  const array = ofKind(next, 'array')
  const all = array === null ? [next] : array.value.items.map((_, index) => item(doc, array, index))
  return all.flatMap((located) => ofKind(located, 'dictionary') ?? [])
}
