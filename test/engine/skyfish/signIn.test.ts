import type { Sandbox } from '../../../sandbox/index';
import { startManualSandbox } from '../support/brightRiver';
import { skyfish, skyfishCredential } from '../support/skyfish';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.skyfish.faults.clear();
	sandbox.skyfish.requests.length = 0;
	sandbox.skyfish.setClockOffset(0);
});

const folders = { resource: 'folder', operation: 'getAll' };
const signIns = () => sandbox.skyfish.requests.filter(({ path }) => path.endsWith('/userpasshmac'));

it('signs in once and keeps the token', async () => {
	const credentials = skyfishCredential(sandbox);
	await skyfish(sandbox, folders, { credentials });
	await skyfish(sandbox, folders, { credentials });
	expect(signIns()).toHaveLength(1);
	expect(credentials.skyfishApi.token).toMatch(/^\w+$/);
});

it('signs in anew when the token has ended', async () => {
	const credentials = skyfishCredential(sandbox);
	await skyfish(sandbox, folders, { credentials });
	sandbox.skyfish.expireTokens();
	expect(await skyfish(sandbox, folders, { credentials })).not.toEqual([]);
	expect(signIns()).toHaveLength(2);
});

it.each([
	['password', 'Skyfish did not accept the sign-in'],
	['apiSecret', 'Skyfish did not accept the sign-in'],
	['apiKey', 'Skyfish did not accept the sign-in'],
	['username', 'Skyfish did not accept the sign-in'],
])('says so when the %s is wrong', async (field, message) => {
	const { skyfishApi } = skyfishCredential(sandbox);
	const credentials = { skyfishApi: { ...skyfishApi, [field]: 'wrong' } };
	await expect(skyfish(sandbox, folders, { credentials })).rejects.toMatchObject({
		message,
		description: expect.stringContaining('Check username, password, API key and API secret'),
	});
});

it('says so when the clock is off', async () => {
	sandbox.skyfish.setClockOffset(5 * 60 * 1000);
	await expect(skyfish(sandbox, folders)).rejects.toMatchObject({
		message: expect.stringMatching(
			/^The clock of n8n is (29\d|300|301) seconds behind that of Skyfish$/,
		),
		description: expect.stringContaining('Set the clock'),
	});
});

it('shows neither password nor secrets in an error', async () => {
	const { skyfishApi } = skyfishCredential(sandbox);
	const credentials = { skyfishApi: { ...skyfishApi, password: 'wrong-password-1' } };
	const error = await skyfish(sandbox, folders, { credentials }).catch((one: Error) => one);
	const text = JSON.stringify([error, (error as Error).message, (error as Error).stack]);
	for (const secret of ['wrong-password-1', skyfishApi.apiSecret, skyfishApi.apiKey]) {
		expect(text).not.toContain(secret);
	}
});
