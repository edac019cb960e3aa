/** What answers of Skyfish tell, whoever asked for them. */
import type { Answer, Json } from '../call.ts';
import type { Caller } from '../caller.ts';
import type { Findings } from '../findings.ts';

/** The media in the answer of a search. */
export function mediaIn({ json }: Answer): Json[] {
	const list: unknown = json?.response?.media;
	return Array.isArray(list) ? (list as Json[]) : [];
}

/** How many were found in all; undefined where the search was refused. */
export function hitsIn({ json }: Answer): number | undefined {
	const hits: unknown = json?.response?.hits;
	return typeof hits === 'number' ? hits : undefined;
}

/** Where there is nothing: null, or empty. */
export function seeIptc(findings: Findings, metadata: Json): void {
	if (!metadata || typeof metadata !== 'object') return;
	const { iptc, keywords } = metadata as { iptc: unknown; keywords: unknown };
	if (iptc === null || keywords === null) findings.see('iptc', 'null');
	else if (isEmpty(iptc)) findings.see('iptc', 'objects');
}

function isEmpty(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Compares the three ways to ask for a folder; gives back whether it could be seen. */
export async function seeRecursive(caller: Caller, folderId: number): Promise<boolean> {
	const { findings } = caller.session;
	if (findings.has('recursive-false')) return true;
	const ask = async (more: string) =>
		hitsIn(
			await caller.send('GET /search', {
				query: `?folder_ids=${folderId}&return_values=title&media_count=1${more}`,
				alsoFine: [400],
			}),
		);
	const [without, withAll] = [await ask(''), await ask('&recursive=true')];
	if (without === undefined || withAll === undefined || without === withAll) return false;
	findings.see('recursive-false', (await ask('&recursive=false')) === withAll ? 'on' : 'off');
	return true;
}
