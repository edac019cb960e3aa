import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { clientFor, type Client } from '../shared/client/client';
import { folderTree, getFolders as getFoldersOf, topFolders, type Folder } from './api/folders';
import { joined, searchPage, searchWords } from './api/search';
import { skyfish } from './api/service';

/** How many results a dropdown shows at once. */
const PAGE_SIZE = 50;

/** The folders as `Parent / Child`, for the "Folder" dropdown. */
async function searchFolders(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const folders = folderTree(await getFoldersOf(clientFor(skyfish, this)));
	return listed(
		folders.map(({ id, path }) => ({ name: path, value: String(id) })),
		filter,
	);
}

/** The cliques that one can manage. */
async function searchCliques(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const cliques = await clientFor(skyfish, this).list('GET /clique');
	return listed(
		cliques.map(({ id, name }) => ({ name: String(name), value: String(id) })),
		filter,
	);
}

/** The companies that own the folders one can see; the API has no list of its own. */
async function searchCompanies(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const ids = await companyIds(clientFor(skyfish, this));
	return listed(
		ids.map((id) => ({ name: `Company ${id}`, value: id })),
		filter,
	);
}

/** The users of these companies. */
async function searchUsers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const client = clientFor(skyfish, this);
	const users = await Promise.all(
		(await companyIds(client)).map(
			async (companyId) =>
				await client.list('GET /company/{companyId}/users', { path: { companyId } }),
		),
	);
	const byId = new Map(users.flat().map(({ id, fullname }) => [String(id), String(fullname)]));
	return listed(
		[...byId].map(([value, name]) => ({ name, value })),
		filter,
	);
}

/** The media items that what is typed finds, else the newest ones, a page at a time; each with its folder. */
async function searchMedia(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const client = clientFor(skyfish, this);
	const folders = await getFoldersOf(client);
	const query = searchWords(filter) === '' ? newestIn(folders) : { q: searchWords(filter) };
	if (query === undefined) return { results: [] };
	const offset = Number(paginationToken ?? 0);
	const wanted = joined(['unique_media_id', 'filename', 'title', 'folder_id']);
	const { entries, total } = await searchPage(
		client,
		'/search',
		{ ...query, return_values: wanted },
		offset,
		PAGE_SIZE,
	);
	const next = offset + entries.length;
	const paths = new Map(folderTree(folders).map(({ id, path }) => [id, path]));
	return {
		results: entries.map(({ unique_media_id: id, filename, title, folder_id: folderId }) => ({
			name: `${String(title || filename)} (${[paths.get(Number(folderId)), id].filter(Boolean).join(', ')})`,
			value: String(id),
		})),
		paginationToken: entries.length > 0 && next < total ? String(next) : undefined,
	};
}

/** A search has to name something (document 003, 4.1.1): without words, the folders that all others are in. */
function newestIn(folders: Folder[]): IDataObject | undefined {
	const top = topFolders(folders);
	if (top.length === 0) return undefined;
	return { folder_ids: joined(top), recursive: true, order: 'created', direction: 'desc' };
}

/** The folders as `Parent / Child`, for fields that take several. */
async function getFolders(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const folders = folderTree(await getFoldersOf(clientFor(skyfish, this)));
	return folders.map(({ id, path }) => ({ name: path, value: id }));
}

export const listSearch = {
	searchCliques,
	searchCompanies,
	searchFolders,
	searchMedia,
	searchUsers,
};

export const loadOptions = { getFolders };

async function companyIds(client: Client): Promise<string[]> {
	const folders = await getFoldersOf(client);
	return [...new Set(folders.map((folder) => String(folder.company_id)))].sort();
}

function listed(
	entries: Array<{ name: string; value: string }>,
	filter: string,
): INodeListSearchResult {
	const wanted = filter.toLowerCase();
	return { results: entries.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}
