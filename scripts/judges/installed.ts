import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The judges, by name. */
export type JudgeName = 'pdfsig' | 'qpdf' | 'pyhanko' | 'dss' | 'verapdf'

/** Every judge. */
export const judgeNames: readonly JudgeName[] = ['pdfsig', 'qpdf', 'pyhanko', 'dss', 'verapdf']

/** How a judge that is a program of ours on somebody's library is started. */
export interface JudgeCommand {
  readonly command: string
  readonly arguments: readonly string[]
}

interface Recipe {
  /** What decides whether an installation is still the right one. */
  readonly sources: readonly string[]
  readonly install: (into: string) => void
  readonly command: (at: string) => JudgeCommand
}

const here = fileURLToPath(new URL('.', import.meta.url))
const cache = fileURLToPath(new URL('../../.waarmerk/judges/', import.meta.url))
const minutesToInstall = 4
const stampName = 'installed.json'
const dependencyPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'

const recipes: Readonly<Record<Exclude<JudgeName, 'pdfsig' | 'qpdf'>, Recipe>> = {
  pyhanko: {
    sources: ['pyhanko/requirements.txt'],
    install: (into) => {
      run('python3', ['-m', 'venv', into])
      const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', '--no-deps']
      run(join(into, 'bin/python'), [...pip, '--requirement', join(here, 'pyhanko/requirements.txt')])
    },
    command: (at) => ({ command: join(at, 'bin/python'), arguments: [join(here, 'pyhanko/judge.py')] }),
  },
  dss: javaRecipe('pom.dss.xml', 'DssJudge'),
  verapdf: javaRecipe('pom.verapdf.xml', 'VeraPdfJudge'),
}

function javaRecipe(pom: string, main: string): Recipe {
  const sources = [`java/${pom}`, 'java/JsonLines.java', `java/${main}.java`]
  return {
    sources,
    install: (into) => {
      // Maven's own folder `target`, if it made one, stays out of the sources.
      const project = join(into, 'pom.xml')
      copyFileSync(join(here, `java/${pom}`), project)
      const quiet = ['--batch-mode', '--quiet', '--file', project]
      run('mvn', [...quiet, dependencyPlugin, `-DoutputDirectory=${into}`, '-DincludeScope=runtime'])
      run('javac', ['-d', into, '-cp', `${into}/*`, ...sources.slice(1).map((source) => join(here, source))])
    },
    command: (at) => ({
      command: 'java',
      arguments: [
        ...['-Xmx768m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true'],
        ...['-cp', `${at}:${at}/*`, main],
      ],
    }),
  }
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'pipe', 'inherit'], timeout: minutesToInstall * 60_000 })
}

/** Whether a judge can be asked here: the program is on the path, or what we installed is of today's sources. */
export function isInstalled(name: JudgeName): boolean {
  if (name === 'pdfsig' || name === 'qpdf') return spawnSync(name, ['--version']).error === undefined
  const stamp = join(cache, name, stampName)
  return existsSync(stamp) && JSON.parse(readFileSync(stamp, 'utf8')).sources === digestOf(recipes[name])
}

/** How to start an installed judge. */
export function judgeCommand(name: keyof typeof recipes): JudgeCommand {
  return recipes[name].command(join(cache, name))
}

/**
 * Installs the judges that are not there yet, from PyPI and Maven Central, each into a folder of its own below
 * `.waarmerk/judges`; says what it does. pdfsig and qpdf are packages of the system.
 *
 * @throws Error that says which judge cannot be had here, and what to install first
 */
export function installJudges(say: (line: string) => void): void {
  for (const name of judgeNames) {
    if (isInstalled(name)) continue
    if (name === 'pdfsig' || name === 'qpdf') {
      throw new Error(`${name} is not there: install the Debian package ${name === 'qpdf' ? name : 'poppler-utils'}`)
    }
    installOne(name, say)
  }
}

function installOne(name: keyof typeof recipes, say: (line: string) => void): void {
  const into = join(cache, name)
  const began = performance.now()
  rmSync(into, { recursive: true, force: true })
  mkdirSync(into, { recursive: true })
  try {
    recipes[name].install(into)
  } catch (cause) {
    const needs = name === 'pyhanko' ? 'python3 with python3-venv' : 'maven and a JDK (default-jdk-headless)'
    throw new Error(`${name} cannot be installed; it needs ${needs} and the package registry`, { cause })
  }
  const stamp = { installed: new Date().toISOString(), sources: digestOf(recipes[name]) }
  writeFileSync(join(into, stampName), `${JSON.stringify(stamp)}\n`)
  say(`${name}: installed in ${Math.round((performance.now() - began) / 1_000)} s`)
}

function digestOf({ sources }: Recipe): string {
  const hash = createHash('sha256')
  for (const source of sources) hash.update(readFileSync(join(here, source)))
  return hash.digest('hex')
}
