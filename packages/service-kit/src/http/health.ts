import { setTimeout } from 'node:timers/promises'
import { Router } from 'express'

/** What must work, by name; a check that rejects, or takes over two seconds, failed. */
export type HealthChecks = Readonly<Record<string, () => Promise<unknown>>>

const patienceMs = 2000

/**
 * `GET /health/live` (200 while the process answers) and `GET /health/ready` (200 when every check works, else
 * 503 with the names of those that do not). Says nothing more: it is asked without credentials.
 */
export function healthRoutes(checks: HealthChecks): Router {
  const router = Router()
  router.get('/health/live', (_request, response) => {
    response.json({ status: 'ok' })
  })
  router.get('/health/ready', async (_request, response) => {
    const names = Object.keys(checks)
    const works = await Promise.all(Object.values(checks).map(passes))
    const failed = names.filter((_name, index) => !works[index])
    response.status(failed.length ? 503 : 200).json({ status: failed.length ? 'failed' : 'ok', failed })
  })
  return router
}

async function passes(check: () => Promise<unknown>): Promise<boolean> {
  const stop = new AbortController()
  try {
    const inTime = check().then(() => true)
    return await Promise.race([inTime, setTimeout(patienceMs, false, { signal: stop.signal, ref: false })])
  } catch {
    return false
  } finally {
    stop.abort()
  }
}
