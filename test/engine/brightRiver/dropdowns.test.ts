import { LoadOptionsContext } from 'n8n-core';
import type {
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';
import { BrightRiver } from '../../../nodes/BrightRiver/BrightRiver.node';
import type { Sandbox } from '../../../sandbox/index';
import { byId, credentialFor, startManualSandbox } from '../support/brightRiver';
import { additionalDataFor, nodeOf, workflowOf } from '../support/engine';

const { listSearch, loadOptions } = new BrightRiver().methods;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	sandbox.brightRiver.createJobs(15, 'CJ_WORK_DONE');
	sandbox.brightRiver.refreshIndex();
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.brightRiver.faults.clear());

/** What the editor gives to a dropdown. */
function editor(parameters: INodeParameters = {}): LoadOptionsContext {
	const credentials = credentialFor(sandbox);
	const node = nodeOf({ type: 'brightRiver', parameters, credentials });
	const additionalData = { ...additionalDataFor(credentials), currentNodeParameters: parameters };
	return new LoadOptionsContext(workflowOf(node), node, additionalData as never, '');
}

async function list(
	name: keyof typeof listSearch,
	parameters?: INodeParameters,
	...rest: Array<string | undefined>
): Promise<INodeListSearchResult> {
	return await listSearch[name].call(editor(parameters), ...(rest as [string?, string?]));
}

async function options(
	name: keyof typeof loadOptions,
	parameters?: INodeParameters,
): Promise<INodePropertyOptions[]> {
	return await loadOptions[name].call(editor(parameters));
}

/** What is chosen in the node while a list of files is opened. */
const inFile = { resource: 'file', operation: 'download' };

/** A job with a photo in it. */
async function jobWithFile(): Promise<number> {
	const [job] = sandbox.brightRiver.createJobs(1);
	const { url, clientToken, sessionToken } = sandbox.brightRiver;
	const headers = {
		Accept: 'application/json',
		'X-Client-Token': clientToken,
		'X-Session-Token': sessionToken,
	};
	const answer = await fetch(`${url}/jobs/${job}`, { headers });
	const { upload } = (await answer.json()) as { upload: { postUrl: string } };
	const form = new FormData();
	form.append('file', new Blob(['photo']), 'koala #1.jpg');
	const body = Buffer.from(await new Response(form).arrayBuffer());
	const boundary = body.toString().split('\r\n')[0].slice(2);
	await fetch(upload.postUrl, {
		method: 'POST',
		body,
		headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
	});
	return job;
}

it('lists jobs newest first, a page at a time, with status and date', async () => {
	const first = await list('searchJobs');
	expect(first.results).toHaveLength(10);
	expect(first.results[0].name).toMatch(/^.+ \(\d+, Ready to Download, \d{4}-\d{2}-\d{2}\)$/);
	const second = await list('searchJobs', {}, undefined, first.paginationToken as string);
	const values = [...first.results, ...second.results].map(({ value }) => Number(value));
	expect(values).toEqual([...values].sort((one, other) => other - one));
	expect(values).toHaveLength(15);
	const third = await list('searchJobs', {}, undefined, second.paginationToken as string);
	expect(third).toEqual({ results: [], paginationToken: undefined });
});

it('lists the open jobs to choose several from, and those that were chosen before', async () => {
	const [over, open] = sandbox.brightRiver.createJobs(2, 'CJ_REVIEWING');
	sandbox.brightRiver.setStatus(over, 'CJ_FINISHED');
	sandbox.brightRiver.refreshIndex();
	const jobs = await options('getJobs', { jobIds: [over, open] });
	expect(jobs[0]).toEqual({
		name: expect.stringMatching(/^.+ \(\d+, Offer Requested, \d{4}-\d{2}-\d{2}\)$/),
		value: open,
	});
	expect(jobs.at(-1)).toEqual({ name: `Job ${over}`, value: over });
	expect(jobs).toHaveLength(17);
	expect(await options('getJobs', { jobIds: '={{ $json.jobs }}' })).toHaveLength(16);
});

it('filters jobs by what is typed', async () => {
	const { results } = await list('searchJobs', {}, 'no such job anywhere');
	expect(results).toEqual([]);
});

it('lists the files of the chosen job by ID and by name', async () => {
	const parameters = { ...inFile, jobId: byId(await jobWithFile()) };
	const byNumber = await list('searchFiles', parameters);
	expect(byNumber.results).toEqual([
		{ name: 'koala #1.jpg', value: expect.stringMatching(/^\d+$/) },
	]);
	expect((await list('searchFileNames', parameters, 'KOALA')).results).toEqual([
		{ name: 'koala #1.jpg', value: 'koala #1.jpg' },
	]);
	expect((await list('searchFileNames', parameters, 'lion')).results).toEqual([]);
	expect(await options('getFiles', parameters)).toHaveLength(1);
	expect(await options('getResultImages', parameters)).toEqual([]);
});

it('asks for a job before it lists files', async () => {
	await expect(list('searchFiles', { ...inFile, jobId: byId('') })).rejects.toThrow(
		'Choose a job first',
	);
});

it.each([null, '={{ $json.jobId }}'])(
	'says what to do where an expression gives no job yet: %s',
	async (value) => {
		const error = await list('searchFiles', { ...inFile, jobId: byId(value) }).catch(
			(failure: NodeOperationError) => failure,
		);
		expect(error).toMatchObject({
			message: 'The job is not known yet: its expression gives no ID',
			description: 'Run the previous node first, or enter the file by its ID or name.',
		});
	},
);

it('shows what a job costs, where that is known', async () => {
	const job = { id: 7, guid: 'g', name: 'Shoes', createdDate: '2026-01-31T09:00:00Z' };
	const jobs = [
		{ ...job, status: 'CJ_WAIT_ACCEPTANCE', realCost: 12.5 },
		{ ...job, id: 8, status: 'CJ_NEW', realCost: 0 },
	];
	sandbox.brightRiver.faults.add({
		kind: 'body',
		contentType: 'application/json',
		body: JSON.stringify({ totalJobs: 2, jobs }),
	});
	expect((await list('searchJobs')).results.map(({ name }) => name)).toEqual([
		'Shoes (7, Needs Your Acceptance, price 12.5, 2026-01-31)',
		'Shoes (8, New, 2026-01-31)',
	]);
});

it('lists search fields, and reasons by name and by number', async () => {
	expect(await options('getSearchFields')).toContainEqual({ name: 'Global', value: 'Global' });
	const reasons = await options('getRejectReasons');
	expect(reasons).toContainEqual({ name: 'Cropping', value: 'Cropping' });
	const types = await options('getRejectTypes');
	expect(types.map(({ name }) => name)).toEqual(reasons.map(({ name }) => name));
	for (const { value } of types) expect(value).toEqual(expect.any(Number));
});

it('says why a list cannot load', async () => {
	sandbox.brightRiver.faults.add({ kind: 'status', status: 403, times: Infinity });
	await expect(list('searchJobs')).rejects.toThrow(
		'Bright River does not allow this for the account of the credential',
	);
	await expect(options('getSearchFields')).rejects.toThrow('Bright River');
});
