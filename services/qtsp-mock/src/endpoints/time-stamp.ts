import type { RequestHandler } from 'express'
import type { Authority } from '../authority/authority.ts'
import { send } from '../faults/disturbances.ts'
import type { FaultName } from '../faults/faults.ts'
import { timeStampLies } from '../faults/time-stamp-lies.ts'
import { bodyReader } from '../http/request-body.ts'
import { readRequest } from '../time-stamp/read-request.ts'
import { TimeStampRefusal } from '../time-stamp/time-stamp-refusal.ts'
import { grantedResponse, rejectedResponse } from '../time-stamp/time-stamp-response.ts'
import { timeStampToken } from '../time-stamp/time-stamp-token.ts'

/** Content types of RFC 3161 §3.4. */
const readBody = bodyReader('application/timestamp-query')
const contentType = 'application/timestamp-reply'

/**
 * RFC 3161 §3.4, time stamps over HTTP. `currentFault` says how this answer shall be wrong, if at all.
 */
export function timeStamp(authority: Authority, currentFault: () => FaultName | null): RequestHandler {
  return async (request, response) => {
    const query = await readBody(request, response)
    if (typeof query === 'number') {
      response.status(query).end()
      return
    }
    const fault = currentFault()
    await send(response, { contentType, body: await stamp(authority, query, fault) }, fault)
  }
}

async function stamp(authority: Authority, query: Uint8Array, fault: FaultName | null): Promise<Uint8Array> {
  if (fault === 'rejection') return rejectedResponse('systemFailure', 'a fault was asked for')
  try {
    const plan = authority.plan(readRequest(query))
    const lie = fault === null ? undefined : timeStampLies.get(fault)
    return grantedResponse(await timeStampToken(lie === undefined ? plan : await lie(plan, authority.impostors)))
  } catch (error) {
    if (error instanceof TimeStampRefusal) return rejectedResponse(error.failure, error.message)
    throw error
  }
}
