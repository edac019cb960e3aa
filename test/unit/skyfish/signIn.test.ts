import type { IDataObject } from 'n8n-workflow';
import { explainSignIn, signInCode } from '../../../nodes/Skyfish/api/signIn';

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
