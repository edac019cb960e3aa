/** With --follow: watches the statuses of jobs, and says what their order tells. */
import type { Caller } from '../caller.ts';
import { Interrupted } from '../checkError.ts';
import type { Findings } from '../findings.ts';

/** What a report may say of a status: the service's own words, nothing else. */
const isStatus = /^(CJ_[A-Z0-9_]{2,30}|ERROR|TIMECAROUSEL)$/;

/** Nothing follows these any more. */
const ends = ['CJ_DELETE', 'CJ_TRASH_CANCELLED'];

/** Watches until all jobs are at an end, or time is up; gives back the statuses, by placeholder. */
export async function followJobs(
	caller: Caller,
	jobIds: number[],
): Promise<Record<string, string[]>> {
	const { session } = caller;
	const seen = new Map<number, string[]>(jobIds.map((id) => [id, []]));
	try {
		await session.until(async () => {
			for (const [jobId, statuses] of seen) await look(caller, jobId, statuses);
			const isOver = [...seen.values()].every((statuses) => ends.includes(statuses.at(-1) ?? ''));
			return isOver || undefined;
		}, session.pace.followMs);
	} catch (error) {
		// Whoever stops watching wants to know what was seen.
		if (!(error instanceof Interrupted)) throw error;
	}
	for (const statuses of seen.values()) seeOrder(session.findings, statuses);
	return Object.fromEntries(
		[...seen].map(([id, statuses]) => [session.placeholders.of('job', id), statuses]),
	);
}

async function look(caller: Caller, jobId: number, statuses: string[]): Promise<void> {
	const about = ['job', jobId] as [string, number];
	const { json } = await caller.send('GET /jobs/{jobId}/status', { path: { jobId }, about });
	const status = String(json?.status);
	if (statuses.at(-1) === status) return;
	statuses.push(isStatus.test(status) ? status : '<unknown status>');
}

/** What the statuses of one job tell, oldest first. */
export function seeOrder(findings: Findings, statuses: string[]): void {
	const first = (...wanted: string[]) => statuses.findIndex((status) => wanted.includes(status));
	const zip = first('CJ_ZIP_INIT', 'CJ_ZIP_READY');
	const done = first('CJ_WORK_DONE', 'CJ_NOTIFY_WORK_DONE', 'CJ_NOTIFIED_WORK_DN');
	const reviewed = first('CJ_CLIENT_REVIEWED');
	if (zip !== -1 && (done !== -1 || reviewed !== -1)) {
		if (reviewed !== -1 && zip > reviewed) findings.see('status-order', 'zip-last');
		else if (done !== -1 && zip > done) findings.see('status-order', 'zip-after-done');
		else if (zip < done) findings.see('status-order', 'zip-first');
	}
	if (statuses.includes('TIMECAROUSEL')) findings.correct('time-carousel', 'between');
	else if (statuses.length > 3) findings.see('time-carousel', 'never');
	const finished = first('CJ_FINISHED');
	if (finished === -1) return;
	const after = statuses.slice(finished + 1);
	if (after.includes('CJ_DELETE')) findings.correct('after-finished', 'deleted');
	else if (after.includes('CJ_ARCHIVED')) findings.see('after-finished', 'archived');
	else if (after.length === 0) findings.see('after-finished', 'nothing');
}
