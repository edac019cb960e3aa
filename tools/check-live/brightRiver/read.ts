/** What can be seen of Bright River without changing anything. */
import type { Json } from '../call.ts';
import type { Caller } from '../caller.ts';
import { lookAtImages } from './images.ts';
import { countJobs, listOf } from './search.ts';

/** How many jobs are looked into: the newest. */
const mostJobs = 10;

/** Reads the account: fields, reject types, jobs and their files. */
export async function readBrightRiver(caller: Caller): Promise<void> {
	const { findings } = caller.session;
	const fields = await caller.send('GET /search/fields');
	seeFields(caller, listOf(fields.json));
	const types = await caller.send('GET /accounts/me/rejecttypes');
	const [type] = listOf(types.json);
	if (type && typeof type === 'object') {
		if ('rejectTypeId' in type) findings.see('reject-types', 'type-id-description');
		else if ('title' in type) findings.see('reject-types', 'id-title');
		else if ('name' in type) findings.see('reject-types', 'id-name');
	}
	const jobs = await countJobs(caller);
	await seeEnds(caller);
	// A job that search knows without its id cannot be asked for.
	const ids = jobs.map((job) => Number(job?.id)).filter((id) => id > 0);
	for (const id of ids.slice(0, mostJobs)) {
		await readJob(caller, id);
		const isAllSeen = (['exact-address', 'results-listed'] as const).every((p) => findings.has(p));
		if (isAllSeen) break;
	}
}

function seeFields(caller: Caller, [field]: Json[]): void {
	const { findings } = caller.session;
	if (typeof field === 'string') findings.see('search-fields', 'texts');
	else if (field && 'fieldId' in field) findings.see('search-fields', 'field-id-title');
	else if (field && 'id' in field) findings.see('search-fields', 'id-name');
}

/** Jobs that stand in a status say that there is such a status. */
async function seeEnds(caller: Caller): Promise<void> {
	const { findings } = caller.session;
	const statuses = ['CJ_ARCHIVED', 'CJ_DELETE', 'TIMECAROUSEL'];
	const { json } = await caller.send('POST /search', { body: { page: 0, statuses } });
	const found = listOf(json).map((job) => job?.status);
	if (found.includes('CJ_DELETE')) findings.see('after-finished', 'deleted');
	if (found.includes('TIMECAROUSEL')) findings.see('time-carousel', 'between');
}

/** Everything about one job. */
export async function readJob(caller: Caller, jobId: number): Promise<void> {
	const { findings } = caller.session;
	const to = { path: { jobId }, about: ['job', jobId] as [string, number] };
	const job = await caller.send('GET /jobs/{jobId}', to);
	if (!job.ok) return;
	await caller.send('GET /jobs/{jobId}/status', to);
	const gone = { ...to, alsoFine: [410] };
	const files = await caller.send('GET /jobs/{jobId}/files', gone);
	const forReview = await caller.send('GET /jobs/{jobId}/filesforreview', gone);
	await caller.send('GET /jobs/{jobId}/rejectedjobs', to);
	const count = await caller.send('GET /jobs/{jobId}/rejectedfilescount', to);
	if (typeof count.json === 'number') findings.see('rejected-count', 'number');
	else if (count.ok && count.json) findings.see('rejected-count', 'object');

	const listed = listOf(files.json);
	if (hasResults(listed)) findings.see('results-listed', 'files');
	else if (hasResults(listOf(forReview.json))) findings.see('results-listed', 'files-for-review');
	const [file] = listed;
	if (!file) return;
	const about = ['file', file.id] as [string, number];
	await caller.send('GET /jobs/{jobId}/filesextended/{fileId}', {
		...{ path: { jobId, fileId: file.id }, about },
	});
	if (file.fileName) {
		await caller.send('GET /jobs/{jobId}/files/{fileName}', {
			...{ path: { jobId, fileName: file.fileName }, about },
		});
	}
	if (!findings.has('exact-address')) await lookAtImages(caller, listed);
}

function hasResults(files: Json[]): boolean {
	return files.some((file) => Array.isArray(file?.clipped) && file.clipped.length > 0);
}
