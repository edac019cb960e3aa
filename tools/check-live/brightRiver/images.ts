/** What the storage of Bright River gives for an image, by each of its addresses. */
import { createHash } from 'node:crypto';
import type { Json } from '../call.ts';
import type { Caller } from '../caller.ts';
import { fetchFile } from '../storage.ts';
import type { Fetched } from '../storage.ts';

/** A larger one would cost the customer's time; any photo says the same. */
const mostBytes = 30_000_000;

/** Fetches the smallest original of a job by both addresses. */
export async function lookAtImages(caller: Caller, files: Json[]): Promise<void> {
	const { session } = caller;
	const originals = files
		.filter(({ isOriginal, size, original }) => isOriginal && size < mostBytes && original?.real)
		.sort((one, other) => one.size - other.size);
	const [file] = originals;
	if (!file) return;
	const real = await fetchFile(session, file.original.real);
	const byReal = isFile(file, real);
	const download = file.downloadUrl ? await fetchFile(session, file.downloadUrl) : undefined;
	const byDownload = download !== undefined && isFile(file, download);
	if (byReal) session.findings.see('exact-address', byDownload ? 'both' : 'real');
	else if (byDownload) session.findings.see('exact-address', 'download-url');
	else session.note('bright-river', false, 'A photo comes back otherwise than it was uploaded');
	seeStorage(caller, byReal || !download ? real : download);
}

function seeStorage({ session: { findings } }: Caller, fetched: Fetched): void {
	if (fetched.status !== 200) return;
	findings.see('storage-redirects', fetched.redirect);
	const type = fetched.headers.get('content-type') ?? '';
	if (type.startsWith('image/')) findings.see('storage-media-type', 'image');
	else if (type.startsWith('text/html')) findings.see('storage-media-type', 'html');
	else findings.see('storage-media-type', 'binary');
	const disposition = fetched.headers.get('content-disposition') ?? '';
	findings.see('download-names', disposition.includes('filename') ? 'named' : 'none');
}

/** Whether what came is the file, by its MD5 where that is stated, else by its size. */
function isFile(file: Json, { status, bytes }: Fetched): boolean {
	if (status !== 200) return false;
	const stated = String(file.mD5 ?? '')
		.replaceAll('-', '')
		.toLowerCase();
	const md5 = createHash('md5').update(bytes).digest('hex');
	return stated === md5 || bytes.length === file.size;
}
