import { isIP } from 'node:net';
import fc from 'fast-check';
import { isPrivateAddress } from '../../../../nodes/shared/files/privateNetwork';
import { seeded } from '../../../support/seeded';

it.each<[address: string, how?: string]>([
	['http://127.0.0.1/'],
	['http://127.255.255.254/'],
	['http://2130706433/', 'one decimal number'],
	['http://0x7f000001/', 'one hex number'],
	['http://0x7f.0.0.1/', 'hex'],
	['http://0177.0.0.1/', 'octal'],
	['http://127.1/', 'two parts'],
	['http://0/', 'nothing but zero'],
	['http://127.0.0.1./', 'a dot at the end'],
	['http://１２７.０.０.１/', 'wide digits'],
	['http://api.example.com@10.0.0.1/', 'a user that looks like a host'],
	['http://10.1.2.3:8080/x'],
	['http://100.64.0.1/'],
	['http://100.127.255.255/'],
	['http://169.254.169.254/latest/meta-data/'],
	['http://172.16.0.1/'],
	['http://172.31.255.255/'],
	['http://192.0.0.1/'],
	['http://192.168.1.1/'],
	['http://198.18.0.1/'],
	['http://198.19.255.255/'],
	['http://224.0.0.1/'],
	['http://255.255.255.255/'],
	['http://[::]/'],
	['http://[::1]/'],
	['http://[0:0:0:0:0:0:0:1]/'],
	['http://[fe80::1]/'],
	['http://[febf::1]/'],
	['http://[fc00::1]/'],
	['http://[fd12:3456:789a::1]/'],
	['http://[ff02::1]/'],
	['http://[::ffff:127.0.0.1]/'],
	['http://[::ffff:a00:1]/'],
	['http://[::127.0.0.1]/'],
	['http://[64:ff9b::10.0.0.1]/'],
	['http://[64:ff9b:1::1]/'],
	['http://[2002:7f00:1::]/'],
	['http://[2001::1]/'],
	['http://[2001:db8::1]/'],
	['http://localhost/'],
	['http://LOCALHOST./'],
	['http://storage.localhost/'],
	['http://nas.local/'],
	['http://metadata.google.internal/'],
	['http://box.home.arpa/'],
	['http://minio:9000/'],
])('%s is private', (address) => {
	expect(isPrivateAddress(address)).toBe(true);
});

it.each([
	'https://api.bright-river.com/',
	'https://acc2-storage02.bright-river.com/ajax/DownloadBin.ashx?fileID=1',
	'https://colourbox-upload.s3-eu-west-1.amazonaws.com',
	'https://mylocalhost.com/',
	'https://internal.example.com/',
	'http://127.0.0.1.example.com/',
	'http://11.0.0.1/',
	'http://100.63.255.255/',
	'http://100.128.0.0/',
	'http://172.15.255.255/',
	'http://172.32.0.0/',
	'http://192.0.1.1/',
	'http://192.169.0.0/',
	'http://198.17.255.255/',
	'http://198.20.0.0/',
	'http://223.255.255.255/',
	'http://[2606:4700:4700::1111]/',
	'http://[2a05:d018::1]/',
	'http://[::ffff:8.8.8.8]/',
	'http://[64:ff9b::8.8.8.8]/',
	'http://[2002:808:808::]/',
])('%s is public', (address) => {
	expect(isPrivateAddress(address)).toBe(false);
});

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
