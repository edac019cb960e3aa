/** How the search of Bright River counts, and how it pages. */
import type { Json } from '../call.ts';
import type { Caller } from '../caller.ts';

/** The list in an answer: bare, or as the only list in an object. */
export function listOf(json: Json): Json[] {
	if (Array.isArray(json)) return json;
	const list =
		json && typeof json === 'object' ? Object.values(json).find(Array.isArray) : undefined;
	return (list as Json[] | undefined) ?? [];
}

/** Sees page size and total; gives back the jobs of the first page. */
export async function countJobs(caller: Caller): Promise<Json[]> {
	const { findings } = caller.session;
	const page = async (number: number) =>
		await caller.send('POST /search', { body: { page: number, field: 'Global', query: '' } });
	const first = await page(0);
	const jobs = listOf(first.json);
	const total: unknown = first.json?.totalJobs;
	if (first.ok && total === undefined) findings.see('total-jobs', 'missing');
	const second = listOf((await page(1)).json);
	const isSame = JSON.stringify(second) === JSON.stringify(jobs);
	if (second.length === 0 || isSame) return jobs;
	const size = jobs.length;
	findings.see('page-size', size === 10 ? 'ten' : size === 3 ? 'three' : 'other');
	if (typeof total !== 'number') return jobs;
	if (total <= size) {
		findings.see('total-jobs', 'of-page');
		return jobs;
	}
	// The page that must be the last one, if the total is right.
	const last = Math.ceil(total / size) - 1;
	const onLast = last === 1 ? second : listOf((await page(last)).json);
	const isRight = onLast.length === total - last * size;
	findings.see('total-jobs', isRight ? 'right' : 'too-high');
	return jobs;
}
