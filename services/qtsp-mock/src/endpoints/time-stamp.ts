import type { Request, RequestHandler, Response } from 'express'
import type { Authority } from '../authority/authority.ts'
import { disturbances, reply } from '../faults/disturbances.ts'
import type { FaultName } from '../faults/faults.ts'
import { lies } from '../faults/lies.ts'
import { requestBody } from '../http/request-body.ts'
import { readRequest } from '../time-stamp/read-request.ts'
import { TimeStampRefusal } from '../time-stamp/time-stamp-refusal.ts'
import { grantedResponse, rejectedResponse } from '../time-stamp/time-stamp-response.ts'
import { timeStampToken } from '../time-stamp/time-stamp-token.ts'

/**
 * RFC 3161 §3.4, time stamps over HTTP. `currentFault` says how this answer shall be wrong, if at all.
 */
export function timeStamp(authority: Authority, currentFault: () => FaultName | null): RequestHandler {
  return async (request: Request, response: Response) => {
    const body = await requestBody(request, response)
    if (typeof body === 'number') {
      response.status(body).end()
      return
    }
    const fault = currentFault()
    const answer = await stamp(authority, body, fault)
    const disturb = fault === null ? undefined : disturbances.get(fault)
    if (disturb === undefined) reply(response, answer)
    else await disturb(response, answer)
  }
}

async function stamp(authority: Authority, body: Uint8Array, fault: FaultName | null): Promise<Uint8Array> {
  try {
    const plan = authority.plan(readRequest(body))
    const lie = fault === null ? undefined : lies.get(fault)
    return grantedResponse(await timeStampToken(lie === undefined ? plan : await lie(plan, authority.impostors)))
  } catch (error) {
    if (error instanceof TimeStampRefusal) return rejectedResponse(error.failure, error.message)
    throw error
  }
}
