import { z } from 'zod'
import { uploadedDocument } from './shapes/document.ts'
import { completedIdentification, completeIdentification, openedIdentification } from './shapes/identification.ts'
import { uuid } from './shapes/primitives.ts'
import { activation, createSignatureRequest, signatureRequest } from './shapes/signature-request.ts'
import { locatorResolution, signerCase } from './shapes/signer.ts'
import { authorise, openedTransaction, openTransaction, transactionView } from './shapes/transaction.ts'

/** What a credential may do. The relying party holds `citizen` only. */
export const scopes = ['requests:write', 'requests:read', 'evidence:read', 'evidence:read-full', 'citizen'] as const
export type Scope = (typeof scopes)[number]

/** Raw bytes instead of JSON. */
export const pdfBytes = 'application/pdf'

const request = { requestId: uuid }
const signer = { ...request, signerId: uuid }
const transaction = { ...signer, transactionId: uuid }
const atSigner = '/signature-requests/{requestId}/signers/{signerId}'

/**
 * The signing API as one table: it validates, types the handlers and the client, and documents.
 * `scopes`: any one of them suffices. `session`: the header `Waarmerk-Signer-Session` is required
 * when the caller has only the `citizen` scope (`citizen`), always (`always`), or never (`never`).
 */
export const routes = {
  uploadDocument: {
    method: 'post',
    path: '/documents',
    summary: 'Upload een PDF; de bytes worden gestreamd en nooit meer gewijzigd',
    scopes: ['requests:write'],
    session: 'never',
    params: z.strictObject({}),
    query: z.strictObject({}),
    body: pdfBytes,
    answers: { 201: uploadedDocument },
  },
  readRevision: {
    method: 'get',
    path: '/documents/{documentId}/revisions/{revision}',
    summary: 'Lees een revisie van een document als PDF',
    scopes: ['requests:read', 'citizen'],
    session: 'citizen',
    params: z.strictObject({ documentId: uuid, revision: z.coerce.number().int().min(0).max(10_000) }),
    query: z.strictObject({}),
    body: null,
    answers: { 200: pdfBytes },
  },
  createSignatureRequest: {
    method: 'post',
    path: '/signature-requests',
    summary: 'Maak een ondertekenverzoek',
    scopes: ['requests:write'],
    session: 'never',
    params: z.strictObject({}),
    query: z.strictObject({}),
    body: createSignatureRequest,
    answers: { 201: signatureRequest },
  },
  activateSignatureRequest: {
    method: 'post',
    path: '/signature-requests/{requestId}/activation',
    summary: 'Controleer en bevries de documenten en nodig de ondertekenaars uit',
    scopes: ['requests:write'],
    session: 'never',
    params: z.strictObject(request),
    query: z.strictObject({}),
    body: null,
    answers: { 200: activation },
  },
  readSignatureRequest: {
    method: 'get',
    path: '/signature-requests/{requestId}',
    summary: 'Lees de stand van een ondertekenverzoek',
    scopes: ['requests:read'],
    session: 'never',
    params: z.strictObject(request),
    query: z.strictObject({}),
    body: null,
    answers: { 200: signatureRequest },
  },
  resolveLocator: {
    method: 'post',
    path: '/locators/resolution',
    summary: 'Zoek bij een locator wie er vraagt en hoe men kan inloggen; niets van de documenten',
    scopes: ['citizen'],
    session: 'never',
    params: z.strictObject({}),
    query: z.strictObject({}),
    body: z.strictObject({ locator: z.string().min(22).max(128) }),
    answers: { 200: locatorResolution },
  },
  openIdentification: {
    method: 'post',
    path: `${atSigner}/identifications`,
    summary: 'Begin een identificatie; geeft de nonce voor het inlogverzoek',
    scopes: ['citizen'],
    session: 'never',
    params: z.strictObject(signer),
    query: z.strictObject({}),
    body: z.strictObject({ provider: z.string().min(1).max(64) }),
    answers: { 201: openedIdentification },
  },
  completeIdentification: {
    method: 'post',
    path: `${atSigner}/identifications/{identificationId}/completion`,
    summary: 'Rond een identificatie af met het ID-token; geeft een ondertekenaarssessie',
    scopes: ['citizen'],
    session: 'never',
    params: z.strictObject({ ...signer, identificationId: uuid }),
    query: z.strictObject({}),
    body: completeIdentification,
    answers: { 200: completedIdentification },
  },
  readSignerCase: {
    method: 'get',
    path: atSigner,
    summary: 'Lees wat deze ondertekenaar mag zien',
    scopes: ['citizen'],
    session: 'always',
    params: z.strictObject(signer),
    query: z.strictObject({}),
    body: null,
    answers: { 200: signerCase },
  },
  openTransaction: {
    method: 'post',
    path: `${atSigner}/transactions`,
    summary: 'Open een ondertekentransactie: bereid voor, leg vast, en begin de tweede keer inloggen',
    scopes: ['citizen'],
    session: 'always',
    params: z.strictObject(signer),
    query: z.strictObject({}),
    body: openTransaction,
    answers: { 201: openedTransaction },
  },
  readTransaction: {
    method: 'get',
    path: `${atSigner}/transactions/{transactionId}`,
    summary: 'Lees de stand van een ondertekentransactie',
    scopes: ['citizen'],
    session: 'always',
    params: z.strictObject(transaction),
    query: z.strictObject({}),
    body: null,
    answers: { 200: transactionView },
  },
  authoriseTransaction: {
    method: 'post',
    path: `${atSigner}/transactions/{transactionId}/authorisation`,
    summary: 'Geef de terugkeer van de aanbieder door; 200 na ondertekenen, anders 202 met Location',
    scopes: ['citizen'],
    session: 'always',
    params: z.strictObject(transaction),
    query: z.strictObject({}),
    body: authorise,
    answers: { 200: transactionView, 202: transactionView },
  },
  declineToSign: {
    method: 'post',
    path: `${atSigner}/decline`,
    summary: 'Weiger te ondertekenen, met of zonder reden',
    scopes: ['citizen'],
    session: 'always',
    params: z.strictObject(signer),
    query: z.strictObject({}),
    body: z.strictObject({ reason: z.string().trim().max(1000).optional() }),
    answers: { 200: signerCase },
  },
  readEvidence: {
    method: 'get',
    path: `${atSigner}/evidence`,
    summary: 'Lees het bewijsdossier; zonder tokens tenzij `form=full` is gevraagd en toegestaan',
    scopes: ['evidence:read', 'evidence:read-full'],
    session: 'never',
    params: z.strictObject(signer),
    query: z.strictObject({ form: z.enum(['redacted', 'full']).default('redacted') }),
    body: null,
    answers: { 200: z.looseObject({}).meta({ id: 'EvidenceRecord' }) },
  },
} as const satisfies Record<string, Route>

/** One row of the table. */
export interface Route {
  readonly method: 'get' | 'post'
  readonly path: string
  readonly summary: string
  readonly scopes: readonly Scope[]
  readonly session: 'never' | 'citizen' | 'always'
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly body: z.ZodType | typeof pdfBytes | null
  readonly answers: { readonly [status: number]: z.ZodType | typeof pdfBytes }
}

export type Routes = typeof routes
export type OperationId = keyof Routes
