/** What can be seen of Skyfish without changing anything. */
import type { Json } from '../call.ts';
import type { Caller } from '../caller.ts';
import { mediaIn, seeIptc, seeRecursive } from './look.ts';

/** How many pictures and folders are looked into. */
const most = 10;

/** Reads the account: folders, searches, pictures, company, user. */
export async function readSkyfish(caller: Caller, userId: number): Promise<void> {
	const folders: Json = (await caller.send('GET /folder')).json;
	const list: Json[] = Array.isArray(folders) ? folders : [];
	const [folder] = list;
	if (folder) await caller.send('GET /folder/{folderId}', { path: { folderId: folder.id } });
	await readSearches(caller, list);
	await readPeople(caller, userId, Number(folder?.company_id));
}

async function readSearches(caller: Caller, folders: Json[]): Promise<void> {
	const { findings } = caller.session;
	const search = async (query: string, alsoFine: number[] = []) =>
		await caller.send('GET /search', { query: `?${query}`, alsoFine });
	const bare = await search('return_values=title&media_count=1', [400]);
	findings.see('empty-search', bare.status === 400 ? 'refused' : 'all');

	let found: Json[] = [];
	for (const { id } of folders.slice(0, most)) {
		const values = 'return_values=unique_media_id%20title';
		found = mediaIn(await search(`folder_ids=${id}&${values}&recursive=true&media_count=${most}`));
		if (found.length > 0) break;
	}
	const [one] = found;
	if (one) {
		const both = 'return_values=unique_media_id%2Btitle&media_count=1';
		const plus = await search(`unique_media_id=${one.unique_media_id}&${both}`, [400]);
		const [answer] = mediaIn(plus);
		const isSeparator = answer && 'unique_media_id' in answer && 'title' in answer;
		if (plus.status === 400 || answer) {
			findings.see('encoded-plus', isSeparator ? 'separator' : 'literal');
		}
	}
	for (const { unique_media_id: id } of found) {
		await readMedia(caller, Number(id), id === one.unique_media_id);
	}
	const parents = new Set(folders.map(({ parent }) => parent).filter(Boolean));
	for (const parent of [...parents].slice(0, most)) await seeRecursive(caller, Number(parent));
	const colourbox = await caller.send('GET /search/colourbox/download', {
		...{ query: '?q=a&return_values=title&media_count=1', alsoFine: [403] },
	});
	if (colourbox.status === 403) findings.see('special-permissions', 'missing');
	else if (colourbox.ok) findings.see('special-permissions', 'granted');
}

async function readMedia(caller: Caller, mediaId: number, isFirst: boolean): Promise<void> {
	const to = { path: { mediaId }, about: ['media', mediaId] as [string, number] };
	seeIptc(caller.session.findings, (await caller.send('GET /media/{mediaId}/metadata', to)).json);
	if (!isFirst) return;
	for (const more of ['', '/metadata/expiration_date', '/folders', '/version', '/tags']) {
		await caller.send(`GET /media/{mediaId}${more}`, to);
	}
	await caller.send('GET /media/{mediaId}/download_location', to);
}

async function readPeople(caller: Caller, userId: number, companyId: number): Promise<void> {
	const user = { path: { userId }, about: ['user', userId] as [string, number] };
	await caller.send('GET /user/{userId}/folders', user);
	await caller.send('GET /user/{userId}/diskusage', user);
	const lists = [await caller.send('GET /user/{userId}/clique', user)];
	if (companyId > 0) {
		const company = { path: { companyId }, about: ['company', companyId] as [string, number] };
		const forAdmins = { ...company, alsoFine: [403] };
		await caller.send('GET /company/{companyId}/users', company);
		await caller.send('GET /company/{companyId}/diskusage', company);
		await caller.send('GET /company/{companyId}/apiendpoint', company);
		lists.push(await caller.send('GET /company/{companyId}/folders', forAdmins));
	}
	await caller.send('GET /clique', { alsoFine: [403] });
	const list = lists.find(({ ok, json }) => ok && json)?.json;
	if (list) caller.session.findings.see('lists', Array.isArray(list) ? 'bare' : 'in-object');
}
