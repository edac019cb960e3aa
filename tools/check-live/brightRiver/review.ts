/** With --write --review: accepts the photos of a job that is done, as its owner asked for. */
import type { Caller } from '../caller.ts';
import { listOf } from './search.ts';

/** Accepts one photo with a review that names nothing, then all photos of the job. */
export async function reviewBrightRiver(caller: Caller, jobId: number): Promise<void> {
	const { findings } = caller.session;
	const to = { path: { jobId }, about: ['job', jobId] as [string, number] };
	const files = listOf((await caller.send('GET /jobs/{jobId}/filesforreview', to)).json);
	const [file] = files;
	if (file) {
		const reviewed = await caller.send('POST /jobs/{jobId}/files/{fileId}/review', {
			path: { jobId, fileId: file.id },
			about: ['file', file.id],
			body: { acceptedByUser: true, reviews: [] },
			alsoFine: [400],
		});
		if (reviewed.ok) findings.see('empty-reviews', 'accepted');
		else if (reviewed.status === 400) findings.see('empty-reviews', 'refused');
	}
	const accepted = await caller.send('POST /jobs/{jobId}/accept', {
		...to,
		body: { acceptedByUser: true },
	});
	if (!accepted.ok) return;
	const { text, json } = accepted;
	if (text.trim() === '') findings.see('done-answer', 'empty');
	else if (json === undefined) findings.see('done-answer', 'text');
	else findings.see('done-answer', typeof json === 'string' ? 'json-text' : 'object');
}
