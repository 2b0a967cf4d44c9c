import { expect, it } from 'vitest'
import { Scram } from './scram.ts'

/** @see https://datatracker.ietf.org/doc/html/rfc7677#section-3 */
const challenge = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096'
const start = () => new Scram('pencil', 'rOprNGfwEbeRWgbNEkqO', 'user')

it('speaks the dialogue of RFC 7677', () => {
  const scram = start()
  expect(scram.first).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO')
  expect(scram.final(challenge)).toBe('c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=')
  expect(() => scram.verify('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).not.toThrow()
})

it('does not trust a server that cannot prove itself', () => {
  const scram = start()
  scram.final(challenge)
  expect(() => scram.verify('v=AAAA')).toThrow('SCRAM')
  expect(() => start().final('r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096')).toThrow('nonce')
})
