/** Uploads on their way: registered with the API, stored by the storage, then finalized into media. */
import type { BlobFolder, StoredBlob } from '../../server/disk/blobFolder.ts';
import type { SqliteFile } from '../../server/disk/sqliteFile.ts';
import type { Clock } from './clock.ts';
import type { Imports } from './importing/imports.ts';
import { policySignature } from './secrets.ts';
import type { UserRow } from './stores/accounts.ts';
import type { FolderStore } from './stores/folderStore.ts';
import type { MediaStore } from './stores/mediaStore.ts';

export interface UploadRow {
	id: number;
	userId: number;
	folderId: number;
	redirectUrl: string | null;
	/** The key it was stored under; null until it is stored, like what follows. */
	key: string | null;
	fileName: string | null;
	blob: string | null;
	size: number | null;
	md5: string | null;
	/** The media it became; null until it is finalized. */
	mediaId: number | null;
}

/** One field of the form, as an HTML form would have it. */
export interface FormField {
	name: string;
	type: 'hidden' | 'file';
	value?: string;
}

/** How long an upload may wait for its file. */
const lifetimeMs = 3_600_000;

export class Uploads {
	private readonly database: SqliteFile;
	private readonly clock: Clock;
	private readonly blobs: BlobFolder;
	private readonly folders: FolderStore;
	private readonly media: MediaStore;
	private readonly imports: Imports;
	private readonly secret: string;

	constructor(
		database: SqliteFile,
		clock: Clock,
		blobs: BlobFolder,
		folders: FolderStore,
		media: MediaStore,
		imports: Imports,
		secret: string,
	) {
		this.database = database;
		this.clock = clock;
		this.blobs = blobs;
		this.folders = folders;
		this.media = media;
		this.imports = imports;
		this.secret = secret;
	}

	/** Registers an upload; returns the fields its form must have, in their order. */
	register(user: UserRow, folderId: number, done: string, redirectUrl: string | null): FormField[] {
		const row = { userId: user.id, folderId, redirectUrl };
		const id = this.database.insert('uploads', row);
		const date = new Date(this.clock.now()).toISOString().replace(/[-:]|\.\d+/g, '');
		const credential = `AKIASANDBOXSKYFISH/${date.slice(0, 8)}/eu-west-1/s3/aws4_request`;
		const values = {
			success_action_redirect: done,
			key: `upload/${user.id}/${id}/\${filename}`,
			'X-Amz-Storage-Class': 'REDUCED_REDUNDANCY',
			'X-Amz-Credential': credential,
			'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
			'X-Amz-Date': date,
		};
		const policy = this.policyFor(values, `upload/${user.id}/${id}/`);
		const signed = { Policy: policy, 'X-Amz-Signature': this.sign(credential, policy) };
		const hidden = Object.entries({ ...values, ...signed }).map(([name, value]) => ({
			...{ name, value },
			type: 'hidden' as const,
		}));
		return [...hidden, { name: 'file', type: 'file' }];
	}

	/** The signature a policy must come with. */
	sign(credential: string, policy: string): string {
		return policySignature(this.secret, credential, policy);
	}

	find(id: number): UploadRow | undefined {
		return this.database.get<UploadRow>('SELECT * FROM uploads WHERE id = ?', id);
	}

	/** The upload whose registration allowed this key. */
	findByKey(key: string): UploadRow | undefined {
		const [, userId, id] = /^upload\/(\d+)\/(\d+)\//.exec(key) ?? [];
		const upload = id === undefined ? undefined : this.find(Number(id));
		return upload?.userId === Number(userId) ? upload : undefined;
	}

	/** Keeps an upload's file in place of an earlier one; false when it was finalized meanwhile. */
	store(id: number, key: string, fileName: string, stored: StoredBlob): boolean {
		const upload = this.find(id);
		if (!upload || upload.mediaId !== null) return false;
		if (upload.blob !== null) this.blobs.remove(upload.blob);
		const { blob, size, md5 } = stored;
		this.database.update('uploads', id, { key, fileName, blob, size, md5 });
		return true;
	}

	/** Makes a media item of a stored upload and begins its import; a second time it returns the same media. */
	finalize(upload: UploadRow): number | undefined {
		const { id, mediaId, fileName, blob, size, md5, folderId, userId } = upload;
		if (mediaId !== null) return mediaId;
		const folder = this.folders.find(folderId);
		if (fileName === null || blob === null || size === null || md5 === null || !folder) {
			return undefined;
		}
		const { companyId } = folder;
		return this.database.transaction(() => {
			const file = { fileName, blob, size, md5 };
			const made = this.media.create({ companyId, uploadedBy: userId, ...file });
			this.media.addPointer(made, folderId);
			this.database.update('uploads', id, { mediaId: made });
			this.imports.begin(made);
			return made;
		});
	}

	private policyFor(values: Record<string, string>, prefix: string): string {
		const conditions = Object.entries(values)
			.filter(([name]) => name !== 'key')
			.map(([name, value]) => ({ [name]: value }));
		const policy = {
			expiration: new Date(this.clock.now() + lifetimeMs).toISOString(),
			conditions: [{ bucket: 'colourbox-upload' }, ['starts-with', '$key', prefix], ...conditions],
		};
		return Buffer.from(JSON.stringify(policy)).toString('base64');
	}
}
