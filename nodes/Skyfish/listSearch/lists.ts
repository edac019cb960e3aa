import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { getList } from '../calls';
import { folderTree, type Folder } from '../folderTree';
import { joined, searchPage } from '../searchCalls';

/** How many results a dropdown shows at once. */
const PAGE_SIZE = 50;

/** The folders as `Parent / Child`, for the "Folder" dropdown. */
export async function searchFolders(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const folders = folderTree((await getList(this, '/folder')) as unknown as Folder[]);
	return listed(
		folders.map(({ id, path }) => ({ name: path, value: String(id) })),
		filter,
	);
}

/** The cliques that one can manage. */
export async function searchCliques(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const cliques = await getList(this, '/clique');
	return listed(
		cliques.map(({ id, name }) => ({ name: String(name), value: String(id) })),
		filter,
	);
}

/** The companies that own the folders one can see; the API has no list of its own. */
export async function searchCompanies(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const ids = await companyIds(this);
	return listed(
		ids.map((id) => ({ name: `Company ${id}`, value: id })),
		filter,
	);
}

/** The users of these companies. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const companies = await companyIds(this);
	const users = await Promise.all(
		companies.map(async (id) => await getList(this, `/company/${id}/users`)),
	);
	const byId = new Map(users.flat().map(({ id, fullname }) => [String(id), String(fullname)]));
	return listed(
		[...byId].map(([value, name]) => ({ name, value })),
		filter,
	);
}

/** Media that what is typed finds, a page at a time. */
export async function searchMedia(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const q = filter.trim();
	if (q === '') return { results: [] };
	const offset = Number(paginationToken ?? 0);
	const query = { q, return_values: joined(['unique_media_id', 'filename', 'title']) };
	const { entries, total } = await searchPage(this, '/search', query, offset, PAGE_SIZE);
	const next = offset + entries.length;
	return {
		results: entries.map(({ unique_media_id: id, filename, title }) => ({
			name: `${String(title || filename)} (${String(id)})`,
			value: String(id),
		})),
		paginationToken: entries.length > 0 && next < total ? String(next) : undefined,
	};
}

async function companyIds(context: ILoadOptionsFunctions): Promise<string[]> {
	const folders = (await getList(context, '/folder')) as unknown as Folder[];
	return [...new Set(folders.map((folder) => String(folder.company_id)))].sort();
}

function listed(
	entries: Array<{ name: string; value: string }>,
	filter: string,
): INodeListSearchResult {
	const wanted = filter.toLowerCase();
	return { results: entries.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}
