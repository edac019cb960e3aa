import { isIP } from 'node:net';
import fc from 'fast-check';
import { isPrivateAddress } from '../../../../nodes/shared/files/privateNetwork';
import { seeded } from '../../../support/seeded';

/** The ways to write one part of an IPv4 address. */
const written = (value: number) =>
	fc.constantFrom(String(value), `0x${value.toString(16)}`, `0${value.toString(8)}`);

const byte = fc.integer({ min: 0, max: 255 });
const privateIpv4 = fc.oneof(
	fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
	fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
	fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
	fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
	fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
	fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
);

it('finds a private IPv4 address however it is written', () => {
	const spelled = privateIpv4.chain((parts) => {
		const [a, b, c, d] = parts;
		const hex = (high: number, low: number) => (high * 256 + low).toString(16);
		return fc.oneof(
			fc.tuple(...parts.map(written)).map((all) => all.join('.')),
			written(((a * 256 + b) * 256 + c) * 256 + d),
			fc.tuple(written(a), written((b * 256 + c) * 256 + d)).map((two) => two.join('.')),
			fc.constant(`[::ffff:${parts.join('.')}]`),
			fc.constant(`[64:ff9b::${hex(a, b)}:${hex(c, d)}]`),
			fc.constant(`[2002:${hex(a, b)}:${hex(c, d)}::1]`),
		);
	});
	fc.assert(
		fc.property(spelled, fc.webPath(), (host, path) => {
			expect(isPrivateAddress(`http://${host}${path}`)).toBe(true);
		}),
		seeded(),
	);
});

it('takes any address that there is, and says the same for every way to write it', () => {
	const ipv6 = fc.ipV6().filter((address) => isIP(address) === 6);
	fc.assert(
		fc.property(ipv6, (address) => {
			const asParsed = new URL(`http://[${address}]/`).href;
			expect(isPrivateAddress(`https://[${address.toUpperCase()}]:8443/x`)).toBe(
				isPrivateAddress(asParsed),
			);
		}),
		seeded(),
	);
});
