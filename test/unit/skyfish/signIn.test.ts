import type { IDataObject } from 'n8n-workflow';
import {
	explainNoAnswer,
	explainSignIn,
	isPassing,
	signInCode,
} from '../../../nodes/Skyfish/api/signIn';

it('makes the code that the vendor gives as an example', () => {
	expect(signInCode('company2key', 'company2secret', 1429187979)).toBe(
		'7e42196943a343e7494fc2636a3f7313edfcd81f',
	);
});

const answer = (statusCode: number, date?: string) => ({
	statusCode,
	body: {},
	headers: (date ? { date } : {}) as IDataObject,
});
const ts = Date.parse('2026-01-01T12:00:00Z') / 1000;

it.each([
	['Thu, 01 Jan 2026 11:57:00 GMT', 'The clock of n8n is 180 seconds ahead of that of Skyfish'],
	['Thu, 01 Jan 2026 12:01:30 GMT', 'The clock of n8n is 90 seconds behind that of Skyfish'],
	['Thu, 01 Jan 2026 12:00:59 GMT', 'Skyfish did not accept the sign-in'],
	[undefined, 'Skyfish did not accept the sign-in'],
])('tells a clock that is off from a wrong password (%s)', (date, message) => {
	expect(explainSignIn(answer(401, date), ts).message).toBe(message);
});

it('does not blame the password for a failing service', () => {
	expect(explainSignIn(answer(502), ts).message).toBe('Skyfish could not sign in (status 502)');
});

it.each([
	[408, true],
	[409, false],
	[429, true],
	[430, false],
	[499, false],
	[500, true],
	[503, true],
])('a sign-in that failed with status %i may work later: %p', (status, passes) => {
	expect(isPassing(status)).toBe(passes);
});

const off = 'Thu, 01 Jan 2026 11:00:00 GMT';
const refused = {
	message: 'Skyfish did not accept the sign-in',
	description: 'Check username, password, API key and API secret in the Skyfish API credential.',
};
const couldNot = (status: number) => ({
	message: `Skyfish could not sign in (status ${status})`,
	description: 'Check the base URL in the Skyfish API credential. If it is right, try again later.',
});

const noApi = (status: number) => ({
	message: `There is no Skyfish API at the base URL (status ${status})`,
	description: expect.stringContaining('https://api.colourbox.com') as string,
});

it.each([
	['ENOTFOUND', 'The address of Skyfish could not be found (ENOTFOUND)'],
	['ECONNREFUSED', 'Skyfish cannot be reached (ECONNREFUSED)'],
	['EPROTO', 'Skyfish could not be reached by https (EPROTO)'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'Skyfish could not be reached by https (DEPTH_ZERO'],
])('says where nobody answers: %s', (code, message) => {
	expect(explainNoAnswer(code).message).toContain(message);
	expect(explainNoAnswer(code).description).toContain('Check the base URL');
});

it.each([
	[401, 'Thu, 01 Jan 2026 11:59:00 GMT', refused],
	[403, undefined, refused],
	[400, off, refused],
	[499, off, refused],
	[408, off, couldNot(408)],
	[500, off, couldNot(500)],
	[200, off, noApi(200)],
	[302, off, noApi(302)],
	[404, off, noApi(404)],
	[405, undefined, noApi(405)],
])('explains a sign-in that failed with status %i (%s)', (status, date, explanation) => {
	expect(explainSignIn(answer(status, date), ts)).toEqual(explanation);
});

it.each([401, 403])('says how far the clock is off, and what to do: %i', (status) => {
	const description =
		'Skyfish accepts a sign-in only if both clocks differ by less than a minute. Set the clock of the machine that n8n runs on.';
	expect(explainSignIn(answer(status, 'Thu, 01 Jan 2026 11:58:59 GMT'), ts)).toEqual({
		message: 'The clock of n8n is 61 seconds ahead of that of Skyfish',
		description,
	});
	expect(explainSignIn(answer(status, 'Thu, 01 Jan 2026 12:01:01 GMT'), ts)).toEqual({
		message: 'The clock of n8n is 61 seconds behind that of Skyfish',
		description,
	});
});
