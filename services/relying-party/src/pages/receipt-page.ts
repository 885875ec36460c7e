import type { RequestDocument, SignerCase, TransactionView } from '@waarmerk/signing-contract'
import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import { dateOf, timeOf } from '../texts/moment.ts'
import { actions, alert, buttonLink, heading, paragraph } from './blocks.ts'
import type { Html, Page } from './html.ts'
import { documentPath } from './read-page.ts'

type Receipt = NonNullable<TransactionView['receipt']>

/** What was signed and when, by the time stamp. While others must still sign, nothing here says that it is done. */
export const receiptPage = (visit: Visit, signerCase: SignerCase, receipt: Receipt): Page => {
  const { text } = visit
  const signedAt = new Date(receipt.signedAt)
  const title = text(receipt.complete ? 'receipt.title' : 'receipt.titleIncomplete')
  const sentence = text('receipt.text', {
    date: dateOf(text.language, signedAt),
    time: timeOf(text.language, signedAt),
    title: signerCase.title,
    reference: receipt.reference,
  })
  return {
    title,
    body: html`${heading(title)}
${alert('ok', html`<p class="utrecht-paragraph" id="receipt" data-reference="${receipt.reference}">${sentence}</p>`)}
${receipt.complete ? '' : paragraph(text('receipt.incomplete'))}
${downloads(visit, receipt.documents)}`,
  }
}

/** For who comes back without anything in the browser that names the transaction. */
export const signedBeforePage = (visit: Visit, signerCase: SignerCase): Page => {
  const { text } = visit
  return {
    title: text('signedBefore.title'),
    body: html`${heading(text('signedBefore.title'))}
${alert('ok', paragraph(text('signedBefore.text', { title: signerCase.title })))}
${signerCase.othersStillToSign ? paragraph(text('receipt.incomplete')) : ''}
${downloads(visit, signerCase.documents.map(asSigned))}`,
  }
}

const asSigned = ({ id, title, head }: RequestDocument) => ({ id, title, revision: head.revision })

const downloads = ({ text }: Visit, documents: readonly { id: string; title: string; revision: number }[]): Html =>
  actions(
    ...documents.map((document) =>
      buttonLink(
        documentPath(document, document.revision),
        text('receipt.download', { count: documents.length, title: document.title }),
      ),
    ),
  )
