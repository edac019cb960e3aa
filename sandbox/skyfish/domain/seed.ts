/** What a new data folder holds: a company, two users, their folders, a clique, API keys. */
import { Readable } from 'node:stream';
import { samplePicture } from './samplePictures.ts';
import type { SkyfishService } from './service.ts';
import { emptyMetadata } from './stores/mediaStore.ts';

/** What everybody may rely on; all values are obviously the sandbox's. */
export const sandboxAccount = {
	companyId: 1995,
	userId: 645654,
	username: 'admin@sandbox.example',
	password: 'sandbox-password',
	readerId: 645655,
	readerUsername: 'reader@sandbox.example',
	readerPassword: 'sandbox-reader-password',
	apiKey: 'sandbox-api-key',
	apiSecret: 'sandbox-api-secret',
	/** The first user's folders: Products, with Shoes and in it Summer. */
	rootFolderId: 155111,
	shoesFolderId: 155112,
	summerFolderId: 155113,
	/** Both users may read it, neither may write. */
	readOnlyFolderId: 155115,
	/** The second user's own. */
	hiddenFolderId: 155117,
	trashFolderId: 155118,
};

const terabyte = 1_000_000_000_000;

const colourboxTitles = {
	'coffee.jpg': { en: 'Cup of coffee', da: 'Kop kaffe', de: 'Tasse Kaffee' },
	'lighthouse.jpg': { en: 'Lighthouse at night', da: 'Fyrtårn om natten', de: 'Leuchtturm' },
};

/** Fills an empty data folder; one that is filled already stays as it is. */
export async function seed(service: SkyfishService): Promise<void> {
	const { accounts, database } = service;
	if (accounts.company(sandboxAccount.companyId)) return;
	const files = await Promise.all(
		Object.entries(colourboxTitles).map(async ([fileName, title], place) => {
			const content = await samplePicture(fileName, 200 + place * 40);
			const stored = await service.blobs.write(Readable.from([content]));
			return { file: { ...stored, fileName }, title };
		}),
	);
	const mediaIds = database.transaction(() => {
		seedAccounts(service);
		seedFolders(service);
		return files.map(({ file }) => {
			const { companyId, userId: uploadedBy } = sandboxAccount;
			return service.media.create({
				companyId,
				uploadedBy,
				...file,
				isColourbox: 1,
				importStart: 0,
			});
		});
	});
	for (const [place, id] of mediaIds.entries()) {
		await service.imports.finish(id);
		const { title } = files[place];
		const keywords = { en: title.en.toLowerCase().split(' ') };
		const metadata = { ...emptyMetadata(), title, description: title, keywords };
		service.media.record(id, { metadata: JSON.stringify(metadata) });
	}
}

function seedAccounts({ accounts }: SkyfishService): void {
	const { username, password, readerUsername, readerPassword, apiKey, apiSecret } = sandboxAccount;
	const company = { name: 'Sandbox', maxDisk: terabyte, colourboxAccess: 1 };
	const companyId = accounts.createCompany(company);
	const people = [
		{ username, password, fullname: 'Sandbox Admin', isAdmin: 1 },
		{
			username: readerUsername,
			password: readerPassword,
			fullname: 'Sandbox Reader',
			isAdmin: 0,
		},
	];
	for (const person of people) accounts.createUser({ ...person, companyId, locale: 'en-US' });
	accounts.createApiKey(companyId, apiKey, apiSecret);
	// The document's own example, so that its check value can be tried.
	accounts.createApiKey(companyId, 'company2key', 'company2secret');
}

function seedFolders({ folders, cliques }: SkyfishService): void {
	const { companyId, userId, readerId } = sandboxAccount;
	const add = (name: string, parent: number | null = null) =>
		folders.create({ companyId, name, parent });
	const products = add('Products');
	const shoes = add('Shoes', products);
	add('Summer', shoes);
	const archive = add('Archive');
	const press = add('Press');
	const open = folders.create({ companyId, name: 'Public', flags: ['PERMANENT', 'PUBLIC'] });
	const hidden = add('Notes of the reader');
	folders.createTrash(companyId, userId);
	folders.createTrash(companyId, readerId);
	for (const id of [products, archive]) folders.grant(id, userId, ['READ', 'WRITE', 'ADMIN']);
	folders.grant(open, userId, ['READ', 'WRITE']);
	for (const id of [press, open]) folders.grant(id, readerId, ['READ']);
	folders.grant(press, userId, ['READ']);
	folders.grant(hidden, readerId, ['READ', 'WRITE', 'ADMIN']);
	const clique = cliques.create({ companyId, name: 'Photo team', thumbnailId: null });
	cliques.addMember(clique, readerId);
	cliques.putFolder({ cliqueId: clique, folderId: products, access: 'READ', upload: 0 });
}
