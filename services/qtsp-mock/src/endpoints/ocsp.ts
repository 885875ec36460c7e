import type { RequestHandler } from 'express'
import type { CertificateAuthority } from '../authority/certificate-authorities.ts'
import type { Clock } from '../clock.ts'
import { send } from '../faults/disturbances.ts'
import type { FaultName } from '../faults/faults.ts'
import type { OcspImpostors } from '../faults/ocsp-impostors.ts'
import { ocspLies, ocspRefusals } from '../faults/ocsp-lies.ts'
import { bodyReader } from '../http/request-body.ts'
import { ocspPlan } from '../revocation/ocsp-plan.ts'
import { ocspError, ocspResponse } from '../revocation/ocsp-response.ts'
import { readOcspRequest } from '../revocation/read-ocsp-request.ts'
import type { Revocations } from '../revocation/revocations.ts'

/** Content types of RFC 6960 appendix A. */
const readBody = bodyReader('application/ocsp-request')
const contentType = 'application/ocsp-response'

/** A responder: whose certificates it answers for, and with what. */
export interface OcspResponder {
  readonly ca: CertificateAuthority
  readonly impostors: OcspImpostors
  readonly revocations: Revocations
  readonly clock: Clock
  /** How its answer shall be wrong, if at all. */
  currentFault(): FaultName | null
}

/** `POST /ocsp/:ca` (RFC 6960 §A.1). */
export function ocspByPost(responder: OcspResponder): RequestHandler {
  return async (request, response) => {
    const query = await readBody(request, response)
    if (typeof query === 'number') {
      response.status(query).end()
      return
    }
    const fault = responder.currentFault()
    await send(response, { contentType, body: await answer(responder, query, fault) }, fault)
  }
}

/** `GET /ocsp/:ca/{url-encoding of base64 of the request}` (RFC 6960 §A.1). */
export function ocspByGet(responder: OcspResponder): RequestHandler {
  return async (request, response) => {
    // The whole rest of the path: base64 has slashes, which a client may have left as they are.
    const base64 = decodeURIComponent(request.path.split(`/ocsp/${responder.ca.name}/`)[1] ?? '')
    const fault = responder.currentFault()
    const body = await answer(responder, Buffer.from(base64, 'base64'), fault)
    await send(response, { contentType, body }, fault)
  }
}

async function answer(responder: OcspResponder, query: Uint8Array, fault: FaultName | null): Promise<Uint8Array> {
  const question = readOcspRequest(query)
  if (question === undefined) return ocspError('malformedRequest')
  const refusal = fault === null ? undefined : ocspRefusals.get(fault)
  if (refusal !== undefined) return ocspError(refusal)
  const plan = ocspPlan(responder.ca, question, responder.revocations, responder.clock.now())
  const lie = fault === null ? undefined : ocspLies.get(fault)
  return ocspResponse(lie === undefined ? plan : await lie(plan, responder.impostors))
}
