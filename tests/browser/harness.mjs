// What the browser tests stand on: a demonstration of Vécu, a real Chromium, and checks that every page must pass.
//
// - startVecu()      runs `vecu demo` on a free port with a new data directory (or uses the one that run.mjs started)
// - openBrowser()    one Chromium for a test file
// - withPage()       a page on a phone or a desktop, with or without scripts; fails if anything is loaded from elsewhere
// - axe()            no violation of WCAG 2.0 to 2.2 A and AA, nor of axe's best practices
// - keyboard()       goes through a page with the keyboard alone, and checks that the focus can be seen
// - weigh()          how many bytes a page costs, as transferred
// - picture()        a screenshot into docs/pictures, when VECU_PICTURES=1

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { createServer as createSocket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
/** Contexts in which scripts are disabled. */
const scriptless = new WeakSet()
const require = createRequire(import.meta.url)
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** The rules of accessibility that every page passes. */
export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The screens that pages are tried on. */
export const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1 },
  // 1280 pixels at 400 %: what WCAG 1.4.10 asks to be read without scrolling sideways.
  zoomed: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A port that nobody listens on. */
export async function freePort() {
  const socket = createSocket().listen(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}

/** Where the binary under test is. */
export function vecuBinary() {
  const target = process.env.VECU_TARGET || process.env.CARGO_TARGET_DIR || 'target'
  return process.env.VECU_BIN || path.resolve(ROOT, target, 'debug/vecu')
}

/**
 * Starts `vecu demo`. Without `fresh`, a test run by run.mjs shares the one that run.mjs started; with `like`, a copy of
 * a running one goes on as it stood.
 * @returns {Promise<{url: string, lines: string[], data: string, keys: string, mail: string, mails: () => string[], stop: () => Promise<void>}>}
 */
export async function startVecu({ fresh = false, like, args = [], seconds = 480 } = {}) {
  if (!fresh && !like && process.env.VECU_URL) {
    const lines = JSON.parse(process.env.VECU_LINES || '[]')
    const { VECU_URL: url, VECU_SERVED: data, VECU_KEYS: keys, VECU_MAIL: mail } = process.env
    return running({ url, lines, data, keys, mail, stop: async () => {} })
  }
  const binary = vecuBinary()
  assert.ok(existsSync(binary), `there is no ${binary}: build it with cargo build -p app --bin vecu, or set VECU_BIN`)
  const home = mkdtempSync(path.join(tmpdir(), 'vecu-browser-'))
  const data = path.join(home, 'data')
  const keys = path.join(home, 'keys')
  const mail = path.join(home, 'mail')
  mkdirSync(mail)
  if (like) {
    copyRunning(like.data, data)
    copyRunning(like.keys, keys)
  }
  const folders = ['--data', data, '--keys', keys, '--mail-dir', mail]
  const child = spawn(binary, ['demo', ...folders, '--listen', `127.0.0.1:${await freePort()}`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: home,
  })
  let stopping = false
  const stop = async () => {
    stopping = true
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await once(child, 'exit')
      clearTimeout(late)
    }
    rmSync(home, { recursive: true, force: true })
  }
  const lines = []
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors = (errors + chunk).slice(-4000)
  })
  const ready = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`vecu demo was not ready after ${seconds} s`)), seconds * 1000)
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      const found = /^READY (http\S+)/.exec(line)
      if (found) {
        clearTimeout(late)
        resolve(found[1].replace(/\/$/, ''))
      }
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      reject(new Error(`vecu demo ended early (${code ?? signal})`))
      // Once it was ready nobody waits for this any more, and every test would only say that nothing answers.
      if (!stopping) console.error(`vecu demo ended by itself (${code ?? signal})\n${errors}`)
    })
  })
  try {
    return running({ url: await ready, lines, data, keys, mail, stop })
  } catch (error) {
    await stop()
    throw new Error(`${error.message}\n${lines.join('\n')}\n${errors}`)
  }
}

/** Copies a folder of a running demonstration, where a file (the key of a batch that is done) may go in the meantime. */
function copyRunning(from, to) {
  for (let tried = 0; ; tried += 1) {
    try {
      rmSync(to, { recursive: true, force: true })
      return cpSync(from, to, { recursive: true, filter: (file) => !file.endsWith('-shm') })
    } catch (error) {
      if (error.code !== 'ENOENT' || tried === 5) throw error
    }
  }
}

function running(vecu) {
  const mails = () => {
    const names = existsSync(vecu.mail) ? readdirSync(vecu.mail).sort() : []
    return names.map((name) => readFileSync(path.join(vecu.mail, name), 'utf8'))
  }
  return { ...vecu, mails }
}

/** Serves a few pages from memory: `{'/': '<!doctype html>…'}`; other addresses answer 404. */
export async function servePages(pages, type = 'text/html; charset=utf-8') {
  const server = createServer((request, response) => {
    const body = pages[request.url]
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type })
    response.end(body ?? '')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = async () => {
    server.closeAllConnections?.()
    server.close()
  }
  return { url: `http://127.0.0.1:${server.address().port}`, stop }
}

/** Starts Chromium, with more flags when a test needs them. */
export function openBrowser(flags = []) {
  const executablePath = process.env.VECU_CHROMIUM || '/usr/bin/chromium'
  assert.ok(existsSync(executablePath), `there is no ${executablePath}: on Debian, apt-get install chromium`)
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags], headless: true })
}

/**
 * Runs `body(page, context)` on a page of its own. Fails when the page asks anything from another origin than `url`,
 * when a script fails, when something that a page needs is missing, or when the browser's console tells of a fault
 * (unless it is the one that `expected` describes).
 */
export async function withPage(browser, options, body) {
  const { url, device = 'phone', scripts = true, lang = 'fr-FR', expected, ...more } = options
  const context = await browser.newContext({
    ...DEVICES[device],
    javaScriptEnabled: scripts,
    locale: lang,
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    ...more,
  })
  context.setDefaultTimeout(15_000)
  if (!scripts) scriptless.add(context)
  const elsewhere = []
  const failures = []
  const missing = []
  const told = []
  const home = new URL(url).origin
  context.on('request', (request) => {
    const asked = new URL(request.url())
    if (asked.protocol.startsWith('http') && asked.origin !== home) elsewhere.push(request.url())
  })
  context.on('weberror', (error) => failures.push(String(error.error())))
  context.on('response', (response) => {
    const isPage = response.request().resourceType() === 'document'
    if (response.status() >= 400 && !isPage) missing.push(`${response.status()} ${response.url()}`)
  })
  context.on('console', (message) => {
    // A page that answers 404 or 422 is told of in the console too; what is missing beside pages is counted above.
    const isStatus = /Failed to load resource: the server responded with a status/.test(message.text())
    if (message.type() === 'error' && !isStatus && !expected?.test(message.text())) told.push(message.text())
  })
  try {
    const page = await context.newPage()
    const result = await body(page, context)
    assert.deepEqual(elsewhere, [], 'a page loaded something from elsewhere')
    assert.deepEqual(failures, [], 'a script failed')
    assert.deepEqual(missing, [], 'something that a page needs is missing')
    assert.deepEqual(told, [], 'the console tells of a fault')
    return result
  } finally {
    await context.close()
  }
}

/** Asserts that axe finds nothing wrong with the page as it stands. */
export async function axe(page, what = page.url()) {
  // Evaluated, not added as a script: neither the page's security policy nor disabled scripts stand in the way.
  await page.evaluate(AXE)
  const { violations, passes } = await page.evaluate(
    ({ values, timers }) => {
      if (!timers) {
        // Timers never fire where scripts are disabled; axe only uses short ones to let go for a moment.
        globalThis.setTimeout = (work, wait = 0) => (wait < 100 ? Promise.resolve().then(work) : undefined)
      }
      return globalThis.axe.run(document, {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
        preload: false,
      })
    },
    { values: RULES, timers: !scriptless.has(page.context()) },
  )
  assert.ok(passes.length > 0, `axe checked nothing on ${what}`)
  const told = violations.map(
    (violation) =>
      `${violation.id} (${violation.impact}): ${violation.help}\n` +
      violation.nodes.map((node) => `    ${node.target.join(' ')}: ${node.html.slice(0, 200)}`).join('\n'),
  )
  assert.equal(told.length, 0, `${what} has accessibility faults:\n${told.join('\n')}`)
}

/** Asserts that nothing has to be scrolled sideways. */
export async function noSidewaysScroll(page, what = page.url()) {
  const [wide, shown] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  assert.ok(wide <= shown, `${what} is ${wide} px wide on a screen of ${shown} px`)
}

/** Asserts that the browser holds no cookie (hard rule: none before sign-in). */
export async function noCookie(context) {
  assert.deepEqual(await context.cookies(), [], 'a cookie was set before sign-in')
}

/**
 * The keyboard alone. `to` walks with Tab until the element has the focus, and fails when it is never reached or when
 * the focus cannot be seen; `choose` reaches a radio button through its group with the arrows.
 */
export function keyboard(page) {
  const has = (locator) => locator.evaluate((element) => element === document.activeElement)
  const visible = (locator) =>
    locator.evaluate((element) => {
      const outlined = (one) => {
        const style = getComputedStyle(one)
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
      }
      // The ring may be drawn by the label of a hidden box, or by the card around a link. A card may have a shadow
      // without the focus: there only a ring counts.
      const near = [element, element.nextElementSibling, element.closest('label')].filter(Boolean)
      const cards = [element.closest('.card')].filter(Boolean)
      return [...near, ...cards].some(outlined) || near.some((one) => getComputedStyle(one).boxShadow !== 'none')
    })
  const find = (target) => (typeof target === 'string' ? page.locator(target) : target)
  const to = async (target, { steps = 80, back = false } = {}) => {
    const locator = find(target)
    for (let step = 0; step <= steps; step += 1) {
      if (await has(locator)) {
        assert.ok(await visible(locator), `the focus on ${target} cannot be seen`)
        return locator
      }
      await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    }
    throw new assert.AssertionError({ message: `${target} is not reached with ${steps} tabs on ${page.url()}` })
  }
  const choose = async (target) => {
    const locator = find(target)
    const name = await locator.getAttribute('name')
    const group = page.locator(`input[type=radio][name=${JSON.stringify(name)}]`)
    const count = await group.count()
    for (let step = 0; step <= 80; step += 1) {
      const inside = await page.evaluate((wanted) => document.activeElement?.name === wanted, name)
      if (inside) break
      await page.keyboard.press('Tab')
    }
    for (let step = 0; step <= count; step += 1) {
      if (await has(locator)) {
        await page.keyboard.press('Space')
        assert.ok(await locator.isChecked(), `${target} cannot be chosen with the keyboard`)
        return locator
      }
      await page.keyboard.press('ArrowDown')
    }
    throw new assert.AssertionError({ message: `${target} is not reached with the arrows on ${page.url()}` })
  }
  return {
    to,
    choose,
    press: (key) => page.keyboard.press(key),
    async fill(target, text) {
      await to(target)
      await page.keyboard.insertText(text)
    },
    /** Ticks a box or unticks it. */
    async tick(target) {
      await to(target)
      await page.keyboard.press('Space')
    },
    /** Presses a button or follows a link, and waits for the page it leads to. */
    async go(target) {
      await to(target)
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')])
    },
  }
}

/** The bytes that a first visit transfers, compressed as sent, headers included: `{total, parts: {address: bytes}}`. */
export async function weigh(browser, url, options = {}) {
  return withPage(browser, { url, ...options }, async (page, context) => {
    const session = await context.newCDPSession(page)
    const addresses = new Map()
    const parts = {}
    session.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, request.url))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const address = addresses.get(requestId) ?? requestId
      parts[address] = (parts[address] ?? 0) + encodedDataLength
    })
    await session.send('Network.enable')
    await page.goto(url, { waitUntil: 'networkidle' })
    return { total: Object.values(parts).reduce((sum, bytes) => sum + bytes, 0), parts }
  })
}

/** Takes docs/pictures/NAME.png, when pictures are asked for (VECU_PICTURES=1). */
export async function picture(page, name, { whole = true } = {}) {
  if (process.env.VECU_PICTURES !== '1') return
  const folder = path.join(ROOT, 'docs/pictures')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: whole, animations: 'disabled' })
}
