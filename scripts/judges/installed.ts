import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bringUpToDate, type Installation, installationFolder, isUpToDate } from './installation.ts'

/** The judges that are programs of ours on somebody's library. */
type BuiltJudge = 'pyhanko' | 'dss' | 'verapdf'

/** The judges, by name. */
export type JudgeName = 'pdfsig' | 'qpdf' | BuiltJudge

/** Every judge. */
export const judgeNames: readonly JudgeName[] = ['pdfsig', 'qpdf', 'pyhanko', 'dss', 'verapdf']

/** How a program is started. */
export interface JudgeCommand {
  readonly command: string
  readonly arguments: readonly string[]
}

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const minutesToInstall = 4
const dependencyPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'
const requirements = source('pyhanko/requirements.txt')

const installations: Readonly<Record<BuiltJudge, Installation>> = {
  pyhanko: {
    name: 'pyhanko',
    sources: [requirements],
    needs: 'python3 with python3-venv',
    install: (into) => {
      run('python3', ['-m', 'venv', into])
      const pip = ['-m', 'pip', '--disable-pip-version-check', 'install', '--quiet', '--no-deps']
      run(join(into, 'bin/python'), [...pip, '--requirement', requirements])
    },
  },
  dss: javaInstallation('dss', 'DssJudge'),
  verapdf: javaInstallation('verapdf', 'VeraPdfJudge'),
}

function javaInstallation(name: string, main: string): Installation {
  const pom = source(`java/pom.${name}.xml`)
  const classes = [source('java/JsonLines.java'), source(`java/${main}.java`)]
  return {
    name,
    sources: [pom, ...classes],
    needs: 'maven and a JDK (default-jdk-headless)',
    install: (into) => {
      // What Maven writes beside the project stays out of the sources.
      const project = join(into, 'pom.xml')
      copyFileSync(pom, project)
      const quiet = ['--batch-mode', '--quiet', '--file', project]
      run('mvn', [...quiet, dependencyPlugin, `-DoutputDirectory=${into}`, '-DincludeScope=runtime'])
      run('javac', ['-d', into, '-cp', `${into}/*`, ...classes])
    },
  }
}

function run(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'pipe', 'inherit'], timeout: minutesToInstall * 60_000 })
}

/** Whether a judge can be asked here: the program is on the path, or what we installed is of today's sources. */
export function isInstalled(name: JudgeName): boolean {
  if (name === 'pdfsig' || name === 'qpdf') return spawnSync(name, ['--version']).error === undefined
  return isUpToDate(installations[name])
}

/** How to start an installed judge. */
export function judgeCommand(name: BuiltJudge): JudgeCommand {
  const at = installationFolder(installations[name])
  if (name === 'pyhanko') return pyhankoCommand(source('pyhanko/judge.py'))
  const limits = ['-Xmx768m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true']
  const main = name === 'dss' ? 'DssJudge' : 'VeraPdfJudge'
  return { command: 'java', arguments: [...limits, '-cp', `${at}:${at}/*`, main] }
}

/** How to start a Python program of ours on the installed pyHanko. */
export function pyhankoCommand(program: string): JudgeCommand {
  return { command: join(installationFolder(installations.pyhanko), 'bin/python'), arguments: [program] }
}

/**
 * Installs the judges that are not there yet, from PyPI and Maven Central, each into a folder of its own; says what it
 * does. pdfsig and qpdf are packages of the system.
 *
 * @throws Error that says which judge cannot be had here, and what to install first
 */
export function installJudges(say: (line: string) => void): void {
  for (const installation of Object.values(installations)) bringUpToDate(installation, say)
  for (const [name, debianPackage] of [
    ['pdfsig', 'poppler-utils'],
    ['qpdf', 'qpdf'],
  ] as const) {
    if (!isInstalled(name)) throw new Error(`${name} is not there: install the Debian package ${debianPackage}`)
  }
}

/** The version of every judge, as it is installed here. */
export function judgeVersions(): Readonly<Record<JudgeName, string>> {
  const version = (pattern: RegExp, text: string) => pattern.exec(text)?.[1] ?? 'unknown'
  const read = (path: string) => readFileSync(source(path), 'utf8')
  const pdfsig = spawnSync('pdfsig', ['-v'], { encoding: 'utf8' })
  return {
    pdfsig: version(/pdfsig version (\S+)/, pdfsig.stdout + pdfsig.stderr),
    qpdf: version(/qpdf version (\S+)/, spawnSync('qpdf', ['--version'], { encoding: 'utf8' }).stdout),
    pyhanko: version(/^pyHanko==(\S+)$/m, read('pyhanko/requirements.txt')),
    dss: version(/<dss>([^<]+)</, read('java/pom.dss.xml')),
    verapdf: version(/<artifactId>validation-model<\/artifactId>\s*<version>([^<]+)</, read('java/pom.verapdf.xml')),
  }
}
