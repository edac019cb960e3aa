import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import {
	redactAnswer,
	secretsOf,
	redactFailure,
	withoutQueries,
} from '../../../../nodes/shared/errors/redact';

const credential = {
	baseUrl: 'https://api.example.com',
	username: 'someone',
	password: 'pass word/1',
	token: 'long-token-of-mine',
	pin: '1234',
	short: 'abc',
	number: 987654321,
	allowPrivateStorage: true,
};

/** What is left of a text in a service's error message. */
const inFailure = (message: string) =>
	redactFailure({ status: 400, body: { message } }, credential).body.message;

describe('a failure', () => {
	it.each([
		['as it is', 'long-token-of-mine'],
		['with white space around it', ' long-token-of-mine\n'],
		['URL-encoded', 'pass%20word%2F1'],
		['of four characters', '1234'],
	])('holds no secret %s', (_, text) => {
		expect(inFailure(`a ${text} b ${text}`)).toMatch(/^a\s+\*{8}\s+b\s+\*{8}\s*$/);
	});

	it.each(['', 'x', 'xy', 'user:'])('holds no secret in base64 after %j', (before) => {
		for (const form of ['base64', 'base64url'] as const) {
			const encoded = Buffer.from(`${before}pass word/1 and more`).toString(form);
			const hidden = inFailure(encoded);
			expect(hidden).toContain('********');
			expect(Buffer.from(String(hidden), form).toString()).not.toContain('word');
		}
	});

	it('keeps what is no secret, or too short to be told from a word', () => {
		const text = 'someone at https://api.example.com sent abc and 987654321';
		expect(inFailure(text)).toBe(text);
	});

	it('hides the longer of two secrets where one is a part of the other', () => {
		const both = { pin: 'secret', token: 'secret-and-more' };
		const { body } = redactFailure({ body: { message: 'secret-and-more, secret' } }, both);
		expect(body.message).toBe('********, ********');
	});

	it('is hidden wherever it stands, and the rest comes as it was', () => {
		const failure = {
			status: 400,
			retryAfterSeconds: 3,
			requestId: 'long-token-of-mine',
			body: { list: ['long-token-of-mine', 1, null], deep: { text: '1234' } },
		};
		expect(redactFailure(failure, credential)).toEqual({
			status: 400,
			retryAfterSeconds: 3,
			requestId: '********',
			body: { list: ['********', 1, null], deep: { text: '********' } },
		});
	});

	it('takes a value of the credential with white space for the secret in it', () => {
		const { body } = redactFailure({ body: { m: 'Token abcdef.' } }, { token: ' abcdef\n' });
		expect(body.m).toBe('Token ********.');
	});

	it('has no queries of addresses in it', () => {
		expect(inFailure('see https://a.example/x?sig=1 now')).toBe('see https://a.example/x now');
	});
});

describe('an answer', () => {
	const inAnswer = (body: unknown, of: ICredentialDataDecryptedObject = credential) =>
		redactAnswer(body as never, secretsOf(of));

	it('holds no secret of eight characters or more', () => {
		const body = { seen: 'Token long-token-of-mine', more: ['pass%20word%2F1'] };
		expect(inAnswer(body)).toEqual({ seen: 'Token ********', more: ['********'] });
		expect(inAnswer('Token long-token-of-mine')).toBe('Token ********');
	});

	it('keeps shorter ones, which stand in many a name of a file', () => {
		const body = { name: 'shoe 1234.jpg' };
		expect(inAnswer(body)).toBe(body);
		expect(inAnswer({ a: '12345678' }, { pin: '12345678' })).toEqual({ a: '********' });
		expect(inAnswer({ a: '1234567' }, { pin: '1234567' })).toEqual({ a: '1234567' });
	});

	it('keeps signed addresses', () => {
		const body = { url: 'https://a.example/x?sig=1', seen: 'long-token-of-mine' };
		expect(inAnswer(body)).toEqual({ url: body.url, seen: '********' });
	});

	it('comes as it is where there is nothing to hide', () => {
		const body = { a: 1 };
		expect(inAnswer(body)).toBe(body);
		for (const other of [7, undefined, true]) {
			expect(inAnswer(other, { pin: '12345678' })).toBe(other);
		}
		expect(inAnswer(null)).toBeNull();
	});

	it('holds no secret with signs that JSON writes otherwise', () => {
		const quoted = { token: 'a "quoted"\\secret' };
		expect(inAnswer({ seen: quoted.token }, quoted)).toEqual({ seen: '********' });
	});
});

it.each([
	['https://a.example/x?sig=1&y=2', 'https://a.example/x'],
	['HTTP://a.example/x#secret', 'HTTP://a.example/x'],
	['GET /x?sig=1 failed', 'GET /x failed'],
	['"/x?sig=1" failed', '"/x" failed'],
	['/x?a=1 and /y?b=2', '/x and /y'],
	['what? this is # fine', 'what? this is # fine'],
	['https://a.example/x', 'https://a.example/x'],
])('%j without queries is %j', (text, without) => {
	expect(withoutQueries(text)).toBe(without);
});
