/** With --write: a folder of its own with one picture, both removed at the end. */
import type { Answer, Json } from '../call.ts';
import type { Caller } from '../caller.ts';
import { CheckError } from '../checkError.ts';
import { smallPhoto } from '../photo.ts';
import { fetchFile } from '../storage.ts';
import { seeIptc, seeRecursive } from './look.ts';

const folderName = 'Test of the connection, please ignore (check-live)';

/** Makes the folder, works in it. */
export async function writeSkyfish(caller: Caller): Promise<void> {
	const { session } = caller;
	const folders: Json = (await caller.send('GET /folder')).json;
	const above = Array.isArray(folders) ? parentFor(folders) : undefined;
	const created = await createFolder(caller, folderName, above);
	session.findings.see('created-status', created.status === 201 ? 'created' : 'ok');
	const folderId = Number(created.json.id);
	const to = { path: { folderId }, about: ['folder', folderId] as [string, number] };
	session.atTheEnd('The folder of the check is removed', async () => {
		const { ok } = await caller.send('DELETE /folder/{folderId}', to);
		if (!ok) throw new Error('not removed');
	});
	const body = { name: `${folderName} 2`, parent: above ?? null };
	await caller.send('POST /folder/{folderId}', { ...to, body });
	const below = Number((await createFolder(caller, 'Below', folderId)).json.id);
	const mediaId = await upload(caller, below);
	session.atTheEnd('The picture of the check is removed', async () => {
		const pointer = { path: { mediaId, folderId: below } };
		const { ok } = await caller.send('DELETE /media/{mediaId}/folder/{folderId}', pointer);
		if (!ok) throw new Error('not removed');
	});
	await workOnMedia(caller, mediaId);
	await session.until(async () => (await seeRecursive(caller, folderId)) || undefined);
}

/** A folder at the top that the user may write to: not every user may make one beside it. */
function parentFor(folders: Json[]): number | undefined {
	const isOpen = ({ permissions }: Json) => {
		const groups: string[] = permissions?.groups ?? [];
		const isSystem = groups.includes('PERMANENT') || groups.includes('TRASH');
		return groups.includes('WRITE') && groups.includes('ADMIN') && !isSystem;
	};
	return folders.find(isOpen)?.id as number | undefined;
}

async function createFolder(caller: Caller, name: string, parent?: number): Promise<Answer> {
	const created = await caller.send('POST /folder', { body: { name, parent: parent ?? null } });
	if (!created.ok || !(Number(created.json?.id) > 0)) {
		throw new CheckError(`Skyfish did not create the folder of the check (${created.status}).`);
	}
	return created;
}

/** The three steps of chapter 9; gives back the id of the picture. */
async function upload(caller: Caller, folder: number): Promise<number> {
	const { session, facts } = caller;
	const registered = await caller.send('POST /upload/register', { body: { folder } });
	const fields: Json[] = registered.json?.fields ?? [];
	const form = new FormData();
	for (const { name, value, type } of fields) {
		if (type !== 'file') form.append(name, String(value).replace('${filename}', 'check-live.jpg'));
	}
	const photo = new Blob([new Uint8Array(await smallPhoto())], { type: 'image/jpeg' });
	form.append('file', photo, 'check-live.jpg');
	const sent = await fetchFile(session, String(registered.json?.action), form);
	session.note('skyfish', sent.status < 400, `The upload to the storage answers ${sent.status}`);
	const location = sent.headers.get('location');
	if (location === null) throw new CheckError('The storage names no address to finish the upload.');
	const finish = new URL(location);
	const finished = await fetchFile(session, finish.href);
	const isApi = finish.hostname === new URL(facts.baseUrl).hostname;
	if (!isApi) session.findings.see('finish-address', 'other-host');
	else session.findings.see('finish-address', finished.redirect === 'none' ? 'api' : 'redirects');
	const mediaId = Number(/"media_id"\s*:\s*"?(\d+)/.exec(finished.bytes.toString('utf8'))?.[1]);
	if (!(mediaId > 0)) throw new CheckError('The finished upload names no media_id.');
	return mediaId;
}

/** Waits for the import, then sets what can be set. */
async function workOnMedia(caller: Caller, mediaId: number): Promise<void> {
	const { session } = caller;
	const to = { path: { mediaId }, about: ['media', mediaId] as [string, number] };
	await session.until(async () => {
		const { status } = await caller.send('GET /media/{mediaId}', to);
		return status !== 202 || undefined;
	});
	seeIptc(session.findings, (await caller.send('GET /media/{mediaId}/metadata', to)).json);
	await caller.send('POST /media/{mediaId}/metadata/title', {
		...{ ...to, body: { en: 'Test of the connection' }, alsoFine: [404] },
	});
	const day = 'POST /media/{mediaId}/metadata/expiration_date';
	const body = { expiration_date: '2090-02-03' };
	const set = await caller.send(day, { ...to, body, alsoFine: [400] });
	const asked = await caller.send('GET /media/{mediaId}/metadata/expiration_date', to);
	const isSet = set.ok && asked.json?.expiration_date === body.expiration_date;
	session.findings.see('expiration-keys', isSet ? 'any' : 'year-month');
	if (!isSet) {
		await caller.send(day, { ...to, body: { expiration_year: '2090', expiration_month: '2' } });
	}
	await caller.send('DELETE /media/{mediaId}/metadata/expiration_date', to);
}
