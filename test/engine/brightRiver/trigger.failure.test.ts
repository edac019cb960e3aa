import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { credentialFor } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true });
});
afterEach(async () => await sandbox.stop());

const trigger = (parameters = {}) =>
	new PolledTrigger({
		type: 'brightRiverTrigger',
		parameters: { event: 'jobStatusChanged', watch: 'allJobs', ...parameters },
		credentials: credentialFor(sandbox),
	});

// n8n 2.41 waits by it before it polls again.
describe('a poll that fails tells n8n why', () => {
	it.each([
		['a pause is asked for', { kind: 'rateLimit', retryAfter: 90 }, 'rate-limited', 90_000],
		[
			'the service is down',
			{ kind: 'status', status: 503, headers: { 'retry-after': '120' } },
			'temporarily-unavailable',
			120_000,
		],
		['the tokens are refused', { kind: 'status', status: 401 }, 'credential-invalid', undefined],
		[
			'what is asked for is wrong',
			{ kind: 'status', status: 400 },
			'configuration-invalid',
			undefined,
		],
	] as const)('%s', async (_, fault, cause, retryAfterMs) => {
		sandbox.brightRiver.faults.add({ path: '/search', times: Infinity, ...fault });
		const failure = retryAfterMs === undefined ? { cause } : { cause, retryAfterMs };
		await expect(trigger().poll()).rejects.toMatchObject({ failure });
	});

	it('the settings can never work', async () => {
		const named = trigger({ watch: 'namedJobs', jobIds: '' });
		await expect(named.poll()).rejects.toMatchObject({
			failure: { cause: 'configuration-invalid' },
		});
	});
});
