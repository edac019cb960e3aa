import type { NodeApiError } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, credentialFor, startManualSandbox } from '../support/brightRiver';
import { itemWithFile } from '../support/photos';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.brightRiver.faults.clear();
	sandbox.brightRiver.requests.length = 0;
});

const getJob = { resource: 'job', operation: 'get', jobId: byId(353413) };
const cancelJob = { resource: 'job', operation: 'cancel', jobId: byId(353413) };

/** Runs an operation that must fail and gives its error. */
async function failing(parameters: object, credentials = credentialFor(sandbox)) {
	return await brightRiver(sandbox, parameters as never, { credentials }).then(
		() => {
			throw new Error('It should have failed');
		},
		(error: NodeApiError) => error,
	);
}

describe('what Bright River says, in words for an operator', () => {
	it.each([
		[
			400,
			{ code: 'missing_header', headerName: 'X-Client-Token' },
			'Bright River received no client token',
			'Fill in both tokens in the Bright River API credential.',
		],
		[
			400,
			{ code: 'invalid_json' },
			'Bright River could not read what was sent',
			'If a field of this node holds JSON, check that it is complete.',
		],
		[
			400,
			{ code: 'missing_parameter', parameterName: 'invoiceReference' },
			'Bright River needs "Invoice Reference"',
			'Fill in this field.',
		],
		[
			400,
			{ code: 'invalid_parameter', parameterName: 'deadlineId', parameterValue: 'soon' },
			'Bright River cannot use the value of "Deadline ID"',
			'The value was "soon". Change it there.',
		],
		[400, { code: 'name_required', id: 5 }, 'The job has no name', 'Fill in "Name".'],
		[
			400,
			{ code: 'no_files_to_update', id: 6 },
			'Bright River found no such file in the job, or nothing to change in it',
			'Check "File Name": it must be exactly the name that the file has in the job.',
		],
		[
			400,
			{ code: 'something_new', message: 'A new thing.' },
			'Bright River says: A new thing',
			'Check the fields of this node.',
		],
		[
			401,
			{},
			'Bright River did not accept the tokens',
			'The session token may have expired. Enter a fresh client token and session token in the Bright River API credential.',
		],
		[
			403,
			{},
			'Bright River does not give this account access to job 353413',
			'Check the ID, and that the credential belongs to the account of the job.',
		],
		[404, {}, 'Bright River has no job 353413', 'Check the ID or the name that you entered.'],
		[
			406,
			{},
			'Bright River did not accept the form of the request (status 406)',
			'Check the base URL in the credential. If it is right, report this as a bug in this node.',
		],
		[
			410,
			{},
			'Bright River no longer has the files of job 353413',
			'The job was archived or deleted, and its files with it.',
		],
		[
			302,
			{},
			'Bright River redirected the request, which is not followed',
			'Following it could hand the tokens to another host. Check the base URL in the credential.',
		],
	])('status %i %j', async (status, body, message, description) => {
		// n8n sends a request once more after status 401.
		sandbox.brightRiver.faults.add({ kind: 'status', status, body, times: 2 });
		const error = await failing(getJob);
		const code = (body as { code?: string }).code;
		expect(error.message).toBe(message);
		expect(error.description).toBe(code ? `${description} (Bright River: ${code})` : description);
		expect(error.httpCode).toBe(String(status));
		expect(error.context.itemIndex).toBe(0);
	});

	it('tells until when a job can be cancelled', async () => {
		sandbox.brightRiver.faults.add({ kind: 'status', status: 400, body: {} });
		const error = await failing(cancelJob);
		expect(error.message).toBe('The job can no longer be cancelled');
		expect(error.description).toContain('while it is new, waits for your acceptance');
	});
});

describe('retries', () => {
	it('asks again after a failure that may pass, and gives the answer', async () => {
		const [job] = sandbox.brightRiver.createJobs(1);
		sandbox.brightRiver.faults.add({ kind: 'status', status: 500, times: 1 });
		sandbox.brightRiver.faults.add({ kind: 'reset', times: 1 });
		const [item] = await brightRiver(sandbox, { ...getJob, jobId: byId(job) });
		expect(item.json.id).toBe(job);
		expect(sandbox.brightRiver.requests).toHaveLength(3);
	});

	it('honours Retry-After, also where it must not be done twice', async () => {
		const [job] = sandbox.brightRiver.createJobs(1);
		sandbox.brightRiver.faults.add({ kind: 'rateLimit', retryAfter: 1 });
		const cancelled = await brightRiver(sandbox, { ...cancelJob, jobId: byId(job) });
		expect(cancelled[0].json.success).toBe(true);
		const [first, second] = sandbox.brightRiver.requests;
		expect(second.startedAt - first.startedAt).toBeGreaterThanOrEqual(950);
	});

	it.each([
		['status 500', { kind: 'status', status: 500 }, 'Bright River had an internal error (500)'],
		['a connection that breaks', { kind: 'resetAfter' }, 'The connection to Bright River broke'],
	] as const)('does not create a job twice after %s', async (_, fault, message) => {
		const before = sandbox.brightRiver.jobs().length;
		sandbox.brightRiver.faults.add({ ...fault, method: 'POST', times: 1 });
		const error = await failing({
			resource: 'job',
			operation: 'create',
			name: 'Once',
			description: 'Only',
		});
		expect(error.message).toContain(message);
		expect(error.description).toContain(
			'Check in Bright River whether it went through before retrying',
		);
		expect(sandbox.brightRiver.requests).toHaveLength(1);
		expect(sandbox.brightRiver.jobs().length - before).toBe(fault.kind === 'resetAfter' ? 1 : 0);
	});

	it('says when to come back if the service asks for a long pause', async () => {
		sandbox.brightRiver.faults.add({ kind: 'rateLimit', retryAfter: 600 });
		const error = await failing(getJob);
		expect(error.message).toBe('Bright River received too many requests');
		expect(error.description).toContain('It asks to wait 600 seconds');
	});
});

describe('an answer that is no answer', () => {
	it.each([
		['a page', 'text/html', '<html>Welcome</html>'],
		['nothing', 'application/json', ''],
		['a list', 'application/json', '[]'],
		['broken JSON', 'application/json', '{"id": 3'],
	])('%s does not pass for a job', async (_, contentType, body) => {
		sandbox.brightRiver.faults.add({ kind: 'body', contentType, body });
		const error = await failing(getJob);
		expect(error.message).toBe('Bright River sent an unexpected answer');
		expect(error.description).toContain('Check the base URL in the credential');
	});

	it('an answer without its list does not pass for an empty one', async () => {
		sandbox.brightRiver.faults.add({ kind: 'body', contentType: 'application/json', body: '{}' });
		const error = await failing({ ...getJob, resource: 'file', operation: 'getAll' });
		expect(error.description).toContain('The answer had no list "files"');
	});
});

describe('the credential', () => {
	it('that is wrong is named', async () => {
		const { brightRiverApi } = credentialFor(sandbox);
		const error = await failing(getJob, {
			brightRiverApi: { ...brightRiverApi, sessionToken: 'wrong' },
		});
		expect(error.message).toBe('Bright River did not accept the tokens');
	});

	it.each([
		['nothing that answers', 'http://127.0.0.1:1', 'Bright River cannot be reached'],
		['no web address', 'bright-river', 'must start with https://'],
		['not encrypted', 'http://api.bright-river.com', 'begins with http:'],
		['no host', 'https://no-such-host.invalid', 'The address of Bright River could not be found'],
	])('whose base URL is %s is named', async (_, baseUrl, message) => {
		const { brightRiverApi } = credentialFor(sandbox);
		const error = await failing(getJob, { brightRiverApi: { ...brightRiverApi, baseUrl } });
		expect(error.message).toContain(message);
		expect(error.description).toMatch(/credential|https:/);
	});

	it('never shows in an error, whatever went wrong', async () => {
		const { brightRiverApi } = credentialFor(sandbox);
		for (const fault of [
			{ kind: 'status', status: 500 },
			{ kind: 'status', status: 401 },
			{ kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' } },
			{ kind: 'body', body: 'x' },
			{ kind: 'resetAfter' },
		] as const) {
			sandbox.brightRiver.faults.clear();
			sandbox.brightRiver.faults.add({ ...fault, times: Infinity });
			const error = await failing(cancelJob);
			const everything = JSON.stringify([
				error,
				error.message,
				error.description,
				error.context,
				error.stack,
				error.messages,
				error.errorResponse,
				String((error.cause as Error | undefined)?.stack),
			]);
			expect(everything).not.toContain(brightRiverApi.sessionToken);
			expect(everything).not.toContain(brightRiverApi.clientToken);
		}
	});
});

describe('a job that is somewhere else than a call needs it', () => {
	const refusal = async (parameters: object, input?: ReturnType<typeof itemWithFile>[]) =>
		await brightRiver(sandbox, parameters as never, input && { input }).then(
			() => {
				throw new Error('It should have been refused');
			},
			({ message, description }: NodeApiError) => `${message} ${description}`,
		);

	it.each([
		['requestOffer', 'CJ_WORK_DONE', /No offer can be requested.*New.*Needs Your Acceptance/],
		[
			'acceptOffer',
			'CJ_NEW',
			/no offer to accept.* is in New \(CJ_NEW\)\. .*Needs Your Acceptance/,
		],
		['cancel', 'CJ_WORK_PROGRESS', /can no longer be cancelled.* is in In Production/],
		['close', 'CJ_NEW', /cannot be reviewed.* is in New .*Ready to Download/],
	])('is told in words: %s in %s', async (operation, status, words) => {
		const [job] = sandbox.brightRiver.createJobs(1, status);
		const said = await refusal({ resource: 'job', operation, jobId: byId(job) });
		expect(said).toMatch(words);
		expect(said).not.toContain('Check the fields of this node');
	});

	it('is told without its status where Bright River does not tell that either', async () => {
		const [job] = sandbox.brightRiver.createJobs(1, 'CJ_NEW');
		const path = `/jobs/${job}/status`;
		sandbox.brightRiver.faults.add({ server: 'api', kind: 'status', path, status: 403 });
		const said = await refusal({ resource: 'job', operation: 'acceptOffer', jobId: byId(job) });
		expect(said).toBe(
			'The job has no offer to accept at the moment An offer can be accepted while the job is in Needs Your Acceptance.',
		);
	});

	it('takes no photos, and says where it is', async () => {
		const [job] = sandbox.brightRiver.createJobs(1, 'CJ_WORK_DONE');
		const parameters = { jobId: byId(job), binaryPropertyName: 'data' };
		const said = await refusal({ resource: 'file', operation: 'upload', ...parameters }, [
			itemWithFile(Buffer.from('a photo'), 'a.jpg'),
		]);
		expect(said).toBe(
			`Bright River takes no photos for job ${job} any more It is in Ready to Download (CJ_WORK_DONE). Photos can be uploaded while a job is in New, before an offer is requested.`,
		);
	});

	it.each(['/search', '/search/fields', '/accounts/me/rejecttypes', '/jobs', '/reject'])(
		'%s does not speak of a file',
		async (path) => {
			const runs: Record<string, object> = {
				'/search': { resource: 'search', operation: 'jobs' },
				'/search/fields': { resource: 'search', operation: 'getFields' },
				'/accounts/me/rejecttypes': { resource: 'review', operation: 'getRejectTypes' },
				'/jobs': { resource: 'job', operation: 'create', name: 'n', description: 'd' },
				'/reject': { resource: 'review', operation: 'rejectFiles', body: '{"jobId": 1}' },
			};
			for (const status of [403, 404, 410]) {
				sandbox.brightRiver.faults.add({ server: 'api', kind: 'status', path, status });
				expect(await refusal(runs[path])).not.toMatch(/file/);
			}
		},
	);
});
