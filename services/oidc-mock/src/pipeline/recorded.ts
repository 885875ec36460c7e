import type { Endpoint } from '../provider/ledger.ts'
import type { Provider } from '../provider/provider.ts'
import type { Exchange } from './exchange.ts'
import { Refusal } from './refusal.ts'

/** Runs a step of an endpoint; a refusal is written into the ledger on its way out. */
export async function recorded<T>(
  provider: Provider,
  endpoint: Endpoint,
  step: (note: (exchange: Exchange) => void) => Promise<T>,
): Promise<T> {
  let exchange: Exchange | undefined
  try {
    return await step((started) => {
      exchange = started
    })
  } catch (error) {
    if (error instanceof Refusal) {
      provider.ledger.record({ at: provider.now(), endpoint, rule: error.rule, clientId: exchange?.knownClientId })
    }
    throw error
  }
}
