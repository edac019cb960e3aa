import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { clientFor, type Client } from '../shared/client/client';
import { folderTree, getFolders as getFoldersOf } from './api/folders';
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

/** The media items that what is typed finds, a page at a time. */
async function searchMedia(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const q = searchWords(filter);
	if (q === '') return { results: [] };
	const offset = Number(paginationToken ?? 0);
	const query = { q, return_values: joined(['unique_media_id', 'filename', 'title']) };
	const client = clientFor(skyfish, this);
	const { entries, total } = await searchPage(client, '/search', query, offset, PAGE_SIZE);
	const next = offset + entries.length;
	return {
		results: entries.map(({ unique_media_id: id, filename, title }) => ({
			name: `${String(title || filename)} (${String(id)})`,
			value: String(id),
		})),
		paginationToken: entries.length > 0 && next < total ? String(next) : undefined,
	};
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
