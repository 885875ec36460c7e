/** Standard error, as far as showing how things go needs it. */
export interface ProgressOutput {
  /** Whether a line there can be written over. Asked only for a long file. */
  isTerminal(): boolean
  write(text: string): void
}

/** Tells how far reading a file has come. Dispose of it, so that what comes next starts on a line of its own. */
export interface Progress extends Disposable {
  /** @param done bytes of the file that were read */
  at(done: number): void
}

/** A file of this size takes about as long as a person notices. */
const longFile = 20_000_000
const megabyte = 1_000_000

/**
 * Shows how far a long file was read: a line that is written over on a terminal, else, when asked for, a line at each
 * tenth. Nothing for what is done at once.
 *
 * @param options.wanted `--progress`: also for a short file, also when nobody seems to watch
 */
export const showProgress = (
  output: ProgressOutput,
  options: { readonly total: number; readonly wanted: boolean },
): Progress => {
  const { total, wanted } = options
  const isTerminal = (wanted || total > longFile) && output.isTerminal()
  if (!wanted && !isTerminal) return { at() {}, [Symbol.dispose]() {} }
  const steps = isTerminal ? 100 : 10
  let shown = -1
  return {
    at(done) {
      const step = total === 0 ? steps : Math.floor((done / total) * steps)
      if (step === shown) return
      shown = step
      const line = `${String((step * 100) / steps).padStart(3)} % of ${Math.ceil(total / megabyte)} MB`
      output.write(isTerminal ? `\r${line}` : `${line}\n`)
    },
    [Symbol.dispose]() {
      if (isTerminal) output.write('\r\u001b[K')
    },
  }
}
