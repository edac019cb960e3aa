/** With --write: a test job with a photo, on its way to an offer, cancelled at the end. */
import type { Caller } from '../caller.ts';
import { CheckError } from '../checkError.ts';
import { smallPhoto } from '../photo.ts';
import { fetchFile } from '../storage.ts';
import { lookAtImages } from './images.ts';
import { listOf } from './search.ts';

const job = {
	name: 'Test of the connection, please ignore (check:live)',
	description: 'Made by a check of the API. It is cancelled by itself.',
	tags: ['check-live'],
	isTest: true,
};

/** By which field each photo was sent. */
const fileNames = { file: 'check-live-1.jpg', image: 'check-live-2.jpg' };

/** The statuses in which the document lets a job be cancelled. */
const cancellable = [
	...['CJ_NEW', 'CJ_WAIT_ACCEPTANCE', 'CJ_WAIT_ACCEPTANCE2', 'CJ_TD_PAY_TIMEOUT'],
	...['CJ_TD_PAY_ERROR', 'CJ_PAY_INITIATED', 'CJ_TD_PAY_CANCELED'],
];

/** Makes the job, and looks at it on its way. */
export async function writeBrightRiver(caller: Caller): Promise<void> {
	const { session } = caller;
	const created = await caller.send('POST /jobs', { body: job });
	const jobId = Number(created.json?.id);
	if (!created.ok || !(jobId > 0))
		throw new CheckError('Bright River did not create the test job.');
	session.say(`  The test job is ${jobId}.`);
	session.atTheEnd('The test job is cancelled', async () => await cancel(caller, jobId));
	const to = { path: { jobId }, about: ['job', jobId] as [string, number] };

	const found = await caller.send('GET /jobs/{jobId}', to);
	const postUrl = String(found.json?.upload?.postUrl ?? created.json.upload?.postUrl ?? '');
	if (!URL.canParse(postUrl)) throw new CheckError('The test job names no address for uploads.');
	await upload(caller, postUrl, 'file');
	if ((await listed(caller, jobId)).length === 0) await upload(caller, postUrl, 'image');
	const atOnce = await listed(caller, jobId);
	if (atOnce.length > 0) session.findings.see('upload-listing', 'at-once');

	const { name, description } = job;
	const changed = { name, description: `${description} Updated.`, tags: job.tags };
	await caller.send('PUT /jobs/{jobId}', { ...to, body: changed });
	await caller.send('POST /jobs/{jobId}/requestoffer', to);
	const names = await session.until(async () => {
		const now = await listed(caller, jobId);
		return now.length > 0 ? now : undefined;
	});
	if (names === undefined) {
		session.note('bright-river', false, 'No uploaded photo is listed, by neither form field');
		return;
	}
	if (atOnce.length === 0) session.findings.see('upload-listing', 'after-offer');
	session.findings.see('upload-field', names.includes(fileNames.file) ? 'file' : 'image');
	await workOnFile(caller, jobId);
}

/** Changes the photo's remark, and fetches the photo again. */
async function workOnFile(caller: Caller, jobId: number): Promise<void> {
	const files = await caller.send('GET /jobs/{jobId}/files', { path: { jobId } });
	const [file] = listOf(files.json);
	const path = { jobId, fileName: String(file.fileName), fileId: file.id };
	const about = ['file', file.id] as [string, number];
	await caller.send('PUT /jobs/{jobId}/files/{fileName}', {
		...{
			path,
			about,
			body: { name: path.fileName, remark: 'Nothing to do', tags: ['check-live'] },
		},
	});
	await caller.send('GET /jobs/{jobId}/files/{fileName}', { path, about });
	await caller.send('GET /jobs/{jobId}/filesextended/{fileId}', { path, about });
	await lookAtImages(caller, listOf(files.json));
}

async function upload(
	caller: Caller,
	postUrl: string,
	field: keyof typeof fileNames,
): Promise<void> {
	const { session } = caller;
	const form = new FormData();
	const photo = new Blob([new Uint8Array(await smallPhoto())], { type: 'image/jpeg' });
	form.append(field, photo, fileNames[field]);
	const { status, redirect } = await fetchFile(session, postUrl, form);
	session.note(
		'bright-river',
		status < 300,
		`The upload in the field "${field}" answers ${status}`,
	);
	if (redirect !== 'none') session.findings.see('storage-redirects', redirect);
}

/** The names of the files that the job lists. */
async function listed(caller: Caller, jobId: number): Promise<string[]> {
	const about = ['job', jobId] as [string, number];
	const { json } = await caller.send('GET /jobs/{jobId}/files', { path: { jobId }, about });
	return listOf(json).map(({ fileName }) => String(fileName));
}

/** Waits until the job may be cancelled, and cancels it. */
async function cancel(caller: Caller, jobId: number): Promise<void> {
	const to = { path: { jobId }, about: ['job', jobId] as [string, number] };
	const isOpen = await caller.session.until(async () => {
		const { json } = await caller.send('GET /jobs/{jobId}/status', to);
		return cancellable.includes(String(json?.status)) || undefined;
	});
	const { ok } = await caller.send('POST /jobs/{jobId}/cancel', to);
	if (!isOpen || !ok) throw new Error('not cancelled');
}
