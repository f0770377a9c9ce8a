// One full turn: somebody answers and tells, those who work and those who represent users read it together, something
// changes, and the person sees it. On a phone and on a desktop, with and without scripts, in both languages.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { noCookie, noSidewaysScroll, openBrowser, startVecu, withPage } from './harness.mjs'
import { get, openDoor, press, signIn, until } from './people.mjs'

let vecu
let browser
let door
before(async () => {
  vecu = await startVecu()
  browser = await openBrowser()
  door = await openDoor(vecu)
})
after(async () => {
  await browser?.close()
  await vecu?.stop()
})

/** Words that make a story of one run different from those of another run on the same demonstration. */
const THREADS = ['laine', 'coton', 'soie', 'lin', 'mohair', 'alpaga', 'velours', 'feutre', 'tweed', 'satin', 'chanvre', 'jersey']
const PATTERNS = ['rayures', 'carreaux', 'pois', 'losanges', 'torsades', 'vagues', 'feuilles', 'chevrons', 'nuages', 'bandes']
const one = (words) => words[Math.floor(Math.random() * words.length)]

const TURNS = [
  { device: 'phone', scripts: false, lang: 'fr', colour: 'turquoise' },
  { device: 'phone', scripts: true, lang: 'en', colour: 'grenat' },
  { device: 'desktop', scripts: true, lang: 'fr', colour: 'violette' },
  { device: 'desktop', scripts: false, lang: 'en', colour: 'orange' },
]

for (const turn of TURNS) {
  const how = `${turn.device}, ${turn.scripts ? 'with' : 'without'} scripts, in ${turn.lang}`
  test(`a voice goes all the way and comes back (${how})`, async (t) => {
    const own = `écharpe ${turn.colour} en ${one(THREADS)} à ${one(PATTERNS)}`
    const made = { ...turn, own, opening: `Ma voisine tricotait une ${own}` }
    const steps = [
      ['answers a questionnaire on one device and finishes it on another', answers],
      ['tells a story, keeps the receipt and types it back', tells],
      ['a caregiver reads the text without names and puts a theme on it', caregiverReads],
      ['a user representative puts another theme on it and gathers a finding', representativeGathers],
      ['the caregiver says that it was read together', readTogether],
      ['the quality officer opens an action with its indicator', actionOpens],
      ['the quality officer replies to the author', replies],
      ['the quality officer writes what changed and publishes it', publishes],
      ['the person reads the reply with the receipt, writes again, and sees what changed', comesBack],
    ]
    for (const [what, step] of steps) {
      // Each step stands on those before.
      await t.test(what, { skip: made.broken && 'an earlier step failed' }, async () => {
        made.broken = true
        await step(made)
        made.broken = false
      })
    }
  })
}

/** A page of the turn's device, language and scripts. */
const page = (made, body) =>
  withPage(browser, { url: vecu.url, device: made.device, scripts: made.scripts, lang: made.lang }, body)

const go = (tab, made, path) => {
  const joint = path.includes('?') ? '&' : '?'
  return tab.goto(`${vecu.url}${path}${made.lang === 'fr' ? '' : `${joint}lang=${made.lang}`}`)
}

async function sound(tab, made) {
  const isWork = new URL(tab.url()).pathname.startsWith('/travail')
  if (!isWork) assert.equal(await tab.locator('html').getAttribute('lang'), made.lang, tab.url())
  assert.equal(await tab.locator('h1').count(), 1, `one h1 on ${tab.url()}`)
  await noSidewaysScroll(tab)
}

/** Chooses the first answer of each question on a screen and writes in each box. */
async function fillScreen(tab) {
  for (const group of await tab.locator('main form fieldset').all()) {
    await group.locator('input[type=radio]').first().check()
  }
  for (const box of await tab.locator('main form textarea').all()) await box.fill("On m'a tout expliqué calmement.")
}

async function answers(made) {
  const address = await page(made, async (tab, context) => {
    await go(tab, made, `/d/${door.place}`)
    await sound(tab, made)
    await press(tab, `main a[href^="${door.questionnaire}"]`)
    await sound(tab, made)
    await tab.locator('input[name=speaker][value=patient]').check()
    await press(tab, 'main form button[type=submit]')
    await sound(tab, made)
    await fillScreen(tab)
    await press(tab, 'button[name=go][value=next]')
    await fillScreen(tab)
    await press(tab, 'button[name=go][value=later]')
    await sound(tab, made)
    assert.equal(await tab.locator('[data-copy=draft-address]').isVisible(), made.scripts, 'copying needs a script')
    await noCookie(context)
    return (await tab.locator('#draft-address').innerText()).trim()
  })
  assert.equal(new URL(address).origin, new URL(vecu.url).origin, 'the address to come back to is this site')
  await page(made, async (tab, context) => {
    await tab.goto(address)
    await sound(tab, made)
    assert.ok(await tab.locator('input[name=speaker][value=patient]').isChecked(), 'who speaks is kept')
    await press(tab, 'main form button[type=submit]')
    const first = tab.locator('main form fieldset').first().locator('input[type=radio]').first()
    assert.ok(await first.isChecked(), 'what was answered on the other device is here')
    for (let screen = 0; screen < 12 && !/\/merci/.test(tab.url()); screen += 1) {
      await fillScreen(tab)
      await sound(tab, made)
      const send = tab.locator('button[name=go][value=send]')
      await press(tab, (await send.count()) ? send : 'button[name=go][value=next]')
    }
    assert.match(tab.url(), /\/merci/)
    await sound(tab, made)
    await noCookie(context)
    await tab.goto(address)
    assert.match(await tab.locator('main').innerText(), /envoyées|sent/, 'a draft that was sent opens no more')
  })
}

const NAME = 'Berthelot'
const PHONE = '06 12 34 56 78'

async function tells(made) {
  await page(made, async (tab, context) => {
    await go(tab, made, `/d/${door.place}`)
    await press(tab, 'main a[href*="raconter?sorte=story"]')
    await press(tab, 'main form button[type=submit]', [422])
    await sound(tab, made)
    const text =
      `${made.opening}. L'infirmière, madame ${NAME}, ne m'a pas expliqué le nouveau traitement. ` +
      `Joignez-moi au ${PHONE}. Au retour, le médecin a pris le temps de tout redire, et cela m'a rassuré.`
    await tab.fill('#text', text)
    await press(tab, 'main form button[type=submit]')
    await sound(tab, made)
    await press(tab, 'main form button[type=submit]', [422])
    await tab.locator('input[name=speaker][value=patient]').check()
    await tab.locator('input[name=moment][value=during]').check()
    await tab.locator('input[name=publish][value=yes]').check()
    await tab.locator('input[name=follow][value=reply]').check()
    await press(tab, 'main form button[type=submit]')
    await sound(tab, made)
    made.receipt = (await tab.locator('#receipt-code').innerText()).replace(/\s/g, '')
    assert.match(made.receipt, /^[0-9A-HJ-NP-Z]{4}(-[0-9A-HJ-NP-Z]{1,4})+$/i)
    for (const kept of ['copy', 'print']) {
      assert.equal(await tab.locator(`section.receipt [data-${kept}]`).isVisible(), made.scripts, `${kept} needs a script`)
    }
    await tab.fill('#code', 'K7PM-2QXD')
    await press(tab, 'main form button[type=submit]', [422])
    await sound(tab, made)
    await tab.fill('#code', made.receipt.toLowerCase().replaceAll('-', ' '))
    await press(tab, 'main form button[type=submit]')
    await sound(tab, made)
    assert.ok(!tab.url().includes(made.receipt), 'the receipt stands in no address')
    await noCookie(context)
  })
}

/** A page of somebody who signs in for this turn. */
const work = (made, role, body) =>
  page(made, async (tab, context) => {
    await signIn(tab, vecu, role)
    const [cookie, ...others] = await context.cookies()
    assert.deepEqual(others, [], 'one cookie, no more')
    assert.ok(cookie.httpOnly && cookie.sameSite !== 'None', 'the session is out of reach of scripts and other sites')
    await body(tab)
  })

/** Finds the story in the reading room. */
async function openStory(tab, made) {
  await until('the names are masked', async () => {
    // Others tell stories on the same day: the room may have several pages of them.
    for (let page = 1; page <= 12; page += 1) {
      await go(tab, made, `/travail/voix?etat=tout&page=${page}`)
      if ((await tab.locator('main a', { hasText: made.opening }).count()) > 0) return true
      if ((await tab.locator('main .pager [rel=next]').count()) === 0) return false
    }
    return false
  })
  await press(tab, tab.locator('main a', { hasText: made.opening }))
  await sound(tab, made)
  made.voice = new URL(tab.url()).pathname
}

async function code(tab, row, valence) {
  await tab.locator('input[name=row]').nth(row).check()
  await tab.locator('input[name=theme]').nth(row).check()
  await tab.locator(`input[name=valence]`).nth(valence).check()
  await press(tab, 'form[action*="/theme"]:not([action*="retirer"]) button[type=submit]')
}

async function caregiverReads(made) {
  await work(made, 'caregiver', async (tab) => {
    await openStory(tab, made)
    const text = await tab.locator('main').innerText()
    assert.ok(text.includes('écharpe'), 'the words are there')
    assert.ok(!text.includes(NAME) && !text.includes(PHONE), 'neither the name nor the telephone number is')
    await press(tab, 'form[action*="/theme"]:not([action*="retirer"]) button[type=submit]', [422])
    await sound(tab, made)
    await code(tab, 1, 1)
    await sound(tab, made)
    assert.equal(await tab.locator('#themes ~ ul blockquote').count(), 1, 'one passage has a theme')
    assert.equal(await tab.locator('form[action^="/travail/constats/ajouter"]').count(), 0, 'a caregiver writes no finding')
  })
}

async function representativeGathers(made) {
  await work(made, 'user', async (tab) => {
    await openStory(tab, made)
    const text = await tab.locator('main').innerText()
    assert.ok(!text.includes(NAME) && !text.includes(PHONE), 'the representative reads no name either')
    await code(tab, 2, 0)
    const gather = tab.locator('form[action^="/travail/constats/ajouter"]')
    await tab.locator('details', { has: gather }).locator('summary').first().click()
    for (const box of await gather.locator('input[name=passage]').all()) await box.check()
    await press(tab, gather.locator('button[type=submit]'))
    await sound(tab, made)
    assert.equal(await tab.locator('input[type=hidden][name=passage]').count(), 2, 'both passages are gathered')
    await press(tab, 'main form[action^="/travail/constats"] button[type=submit]', [422])
    await tab.fill('#title', `Un traitement nouveau n'est pas expliqué (${made.own})`)
    await tab.fill('#said', "Des personnes découvrent un nouveau traitement sans qu'on leur dise pourquoi.")
    await press(tab, 'main form[action^="/travail/constats"] button[type=submit]')
    await sound(tab, made)
    made.finding = new URL(tab.url()).pathname
    assert.match(made.finding, /^\/travail\/constats\/[^/]+$/)
  })
}

async function readTogether(made) {
  await work(made, 'caregiver', async (tab) => {
    await go(tab, made, made.finding)
    await press(tab, `form[action^="${made.finding}/lu"] button`)
    await sound(tab, made)
    assert.equal(await tab.locator('main .notice').count(), 0, 'both sides have read it')
    assert.equal(await tab.locator('#lecture ~ ul li').count(), 2, 'two readers')
  })
}

async function actionOpens(made) {
  await work(made, 'quality', async (tab) => {
    await go(tab, made, made.finding)
    await press(tab, 'main a[href*="/travail/actions/nouvelle?constat="]')
    await sound(tab, made)
    await press(tab, 'main form[action^="/travail/actions"] button[type=submit]', [422])
    await sound(tab, made)
    made.title = `On explique chaque nouveau traitement (${made.own})`
    await tab.fill('#title', made.title)
    await tab.fill('#plan', "À chaque nouveau traitement, un soignant s'assoit et explique pourquoi il est donné.")
    const due = new Date(Date.now() + 90 * 86_400_000)
    const parts = { day: due.getDate(), month: due.getMonth() + 1, year: due.getFullYear() }
    for (const [part, value] of Object.entries(parts)) await tab.fill(`input[name=due-${part}]`, String(value))
    await press(tab, 'main form[action^="/travail/actions"] button[type=submit]')
    await sound(tab, made)
    made.action = new URL(tab.url()).pathname
    await press(tab, `form[action^="${made.action}/commencer"] button`, [422])
    await tab.fill('#indicator', 'Part des personnes à qui le nouveau traitement a été expliqué')
    await tab.fill('#target', '80 % (départ : 55 %)')
    await press(tab, `form[action^="${made.action}/indicateur"] button`)
    await press(tab, `form[action^="${made.action}/commencer"] button`)
    await sound(tab, made)
    assert.equal(await tab.locator(`form[action^="${made.action}/indicateur"]`).count(), 0, 'the indicator is kept from now on')
    made.plain = `Nous expliquons maintenant chaque nouveau traitement. Un soignant s'assoit avec vous et répond à vos questions.`
    await tab.fill('#answer', made.plain)
    await press(tab, `form[action^="${made.action}/reponse"] button`)
    await sound(tab, made)
    await press(tab, `form[action^="${made.action}/terminer"] button`)
    await sound(tab, made)
  })
}

async function replies(made) {
  made.reply = `Merci pour vos mots. Nous changeons notre façon d'expliquer les traitements (${made.own}).`
  await work(made, 'quality', async (tab) => {
    await go(tab, made, made.voice)
    const send = tab.locator(`form[action*="/reponse"] button`)
    await tab.fill('#reply', 'Madame Berthelot vous rappellera.')
    await press(tab, send, [422])
    assert.equal(await tab.locator('#reply').inputValue(), 'Madame Berthelot vous rappellera.', 'what was typed is kept')
    await tab.fill('#reply', made.reply)
    await press(tab, send)
    await sound(tab, made)
    assert.ok((await tab.locator('main').innerText()).includes(made.reply))
  })
}

async function publishes(made) {
  await work(made, 'quality', async (tab) => {
    await go(tab, made, `/travail/retours/nouveau?action=${made.action.split('/').pop()}`)
    await sound(tab, made)
    made.said = `Vous nous avez dit : on ne m'explique pas mon nouveau traitement (${made.own}).`
    await tab.fill('#said_fr', made.said)
    await tab.fill('#done_fr', made.plain)
    const english = tab.locator('#said_en')
    await tab.locator('details', { has: english }).locator('summary').first().click()
    await tab.fill('#said_en', `You told us: nobody explains my new treatment (${made.own}).`)
    await tab.fill('#done_en', 'A carer now sits down with you and explains each new treatment.')
    await press(tab, 'main form button[name=relire]')
    await sound(tab, made)
    assert.equal(await tab.locator('#said_fr').inputValue(), made.said, 'what was typed is kept')
    await press(tab, 'main form button[type=submit]:not([name])')
    await sound(tab, made)
    made.given = new URL(tab.url()).pathname
    const hidden = await get(vecu, made.given.replace('/travail', ''))
    assert.equal(hidden.status, 404, 'a draft is not public')
    await press(tab, 'form[action*="/publier"] button')
    await sound(tab, made)
    await press(tab, `main a[href^="${made.voice}"]`)
    await sound(tab, made)
  })
}

async function comesBack(made) {
  await page(made, async (tab, context) => {
    await go(tab, made, '/suivi')
    await sound(tab, made)
    await tab.fill('#code', made.receipt)
    await press(tab, 'main form button[type=submit]')
    await sound(tab, made)
    const text = await tab.locator('main').innerText()
    assert.ok(text.includes(made.reply), `the reply is there: ${text}`)
    assert.ok(text.includes(NAME), 'to its author the text is shown as it was written')
    await tab.fill('#message', 'Merci, je me sens entendu.')
    await press(tab, 'form[action^="/suivi/message"] button')
    await sound(tab, made)
    assert.ok((await tab.locator('main').innerText()).includes('je me sens entendu'))
    await press(tab, 'main a.button[href^="/retours/"]')
    await sound(tab, made)
    const change = await tab.locator('main').innerText()
    assert.ok(change.includes(made.own) && change.includes(made.lang === 'fr' ? made.plain : 'A carer now sits down'), `what came of it: ${change}`)
    // The front door of the place shows the last three, and leads to the others: several were published on this day.
    await go(tab, made, `/d/${door.place}`)
    assert.match(await tab.locator('main .said-done').first().innerText(), /écharpe/, 'the front door shows what changed on this day')
    await press(tab, `main a[href^="/retours?lieu=${door.place}"]`)
    const [words, next] = [tab.locator('main', { hasText: made.own }), tab.locator('main .pager [rel=next]')]
    while ((await words.count()) === 0 && (await next.count()) > 0) await press(tab, next)
    assert.equal(await words.count(), 1, 'what changed is public')
    await noCookie(context)
  })
}

test('over plain http in a local network, where browsers tell less of themselves, forms are taken too', async () => {
  // A trial on a hospital's own network: no TLS, a name that is not the machine's own.
  const there = await openBrowser(['--host-resolver-rules=MAP hopital.test 127.0.0.1'])
  const url = vecu.url.replace('127.0.0.1', 'hopital.test')
  // The browser says that it ignores this one header, which means something over https alone.
  const expected = /^The Cross-Origin-Opener-Policy header has been ignored/
  try {
    await withPage(there, { url, expected }, async (tab) => {
      await tab.goto(`${url}/d/${door.place}/raconter`)
      await tab.fill('#text', "L'accueil du matin était chaleureux.")
      await press(tab, 'main form button[type=submit]')
      await tab.locator('input[name=speaker][value=patient]').check()
      await press(tab, 'main form button[type=submit]')
      await tab.goto(`${url}/connexion`)
      await signIn(tab, { ...vecu, url }, 'caregiver')
      await tab.goto(`${url}/travail/moi`)
      await press(tab, 'form.sign-out button')
    })
  } finally {
    await there.close()
  }
})
