import { originOf, signForOwnOrigin } from '../../../../nodes/shared/signing/ownOrigin';
import { wordsThrownBy } from '../support/fakes';

const secrets = { 'X-Session-Token': ' secret\n' };
const sign = (url: string, base = 'https://api.example.com/') =>
	signForOwnOrigin(base, { url, headers: { Accept: 'application/json' } }, secrets, 'Service');

it('signs a path, a path with a base path, and a full address of the same origin', () => {
	expect(sign('/jobs')).toEqual({
		url: '/jobs',
		baseURL: 'https://api.example.com',
		headers: { Accept: 'application/json', 'X-Session-Token': 'secret' },
		disableFollowRedirect: true,
		followRedirect: false,
		followAllRedirects: false,
	});
	expect(sign('/jobs', 'https://api.example.com/v1/').baseURL).toBe('https://api.example.com/v1');
	expect(sign('https://api.example.com/jobs').headers).toHaveProperty('X-Session-Token');
});

it.each([
	['another host', 'https://evil.example.com/jobs'],
	['another port', 'https://api.example.com:8443/jobs'],
	['another scheme', 'http://api.example.com/jobs'],
	['a host that begins alike', 'https://api.example.com.evil.net/jobs'],
	['a user that looks like the host', 'https://api.example.com@evil.net/jobs'],
	['a host without a scheme', '//evil.example.com/jobs'],
	['a host after a backslash', '/\\evil.example.com/jobs'],
	['a host after white space', ' \thttps://evil.example.com/jobs'],
	['a file', 'file:///etc/passwd'],
	['data', 'data:application/json,{}'],
])('gives no secret to %s', (_, url) => {
	expect(JSON.stringify(sign(url))).not.toContain('secret');
});

it('sends no secret over the internet without encryption, but to a machine in the own network', () => {
	expect(wordsThrownBy(() => sign('/jobs', 'http://api.example.com'))).toMatchObject({
		message: 'The base URL of the Service credential begins with http:',
	});
	for (const base of ['http://localhost:3000', 'http://192.168.1.5', 'http://sandbox:4010']) {
		expect(sign('/jobs', base).headers).toHaveProperty('X-Session-Token');
	}
});

describe('a request of n8n’s HTTP Request node, whose address is `uri`,', () => {
	const signUri = (uri: string) =>
		signForOwnOrigin('https://api.example.com', { uri } as never, secrets, 'Service');

	it('is signed where it goes to the own origin, and not sent on', () => {
		expect(signUri('https://api.example.com/jobs')).toMatchObject({
			headers: { 'X-Session-Token': 'secret' },
			followRedirect: false,
			followAllRedirects: false,
		});
	});

	it('gets no secret where it goes elsewhere', () => {
		expect(signUri('https://evil.example.com/jobs')).toEqual({
			uri: 'https://evil.example.com/jobs',
		});
	});
});

it('does not change the request it was given', () => {
	const request = { url: '/jobs', headers: {} };
	signForOwnOrigin('https://api.example.com', request, secrets, 'Service');
	expect(request).toEqual({ url: '/jobs', headers: {} });
});

it.each(['', 'api.example.com', 'ftp://api.example.com', '::'])(
	'refuses the base URL %j',
	(base) => {
		expect(() => sign('/jobs', base)).toThrow(
			'The base URL of the Service credential must start with https://',
		);
	},
);

it('says what a base URL is like that is wrong', () => {
	expect(wordsThrownBy(() => sign('/jobs', ''))).toEqual({
		message: 'The base URL of the Service credential must start with https://',
		description: 'Change it there, e.g. to https://api.example.com',
	});
});

it('takes a base URL with white space and slashes around it', () => {
	expect(sign('/jobs', ' https://api.example.com/v1// \n').baseURL).toBe(
		'https://api.example.com/v1',
	);
	expect(sign('/jobs', 'https://api.example.com//v1').baseURL).toBe('https://api.example.com//v1');
});

it('signs a request without an address, which goes to the base URL', () => {
	const signed = signForOwnOrigin('https://api.example.com', {} as never, secrets, 'Service');
	expect(signed.headers).toEqual({ 'X-Session-Token': 'secret' });
});

it.each([
	['https://api.example.com:443/x', undefined, 'https://api.example.com'],
	['http://api.example.com:8080', undefined, 'http://api.example.com:8080'],
	['/x', 'https://api.example.com/v1', 'https://api.example.com'],
	['/x', undefined, undefined],
	['ftp://api.example.com', undefined, undefined],
	['', undefined, undefined],
])('the origin of %j on %j is %j', (address, base, origin) => {
	expect(originOf(address, base)).toBe(origin);
});
