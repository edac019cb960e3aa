import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { getList } from '../calls';
import { folderTree, type Folder } from '../folderTree';

/** The folders as `Parent / Child`, for fields that take several. */
export async function getFolders(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const folders = folderTree((await getList(this, '/folder')) as unknown as Folder[]);
	return folders.map(({ id, path }) => ({ name: path, value: id }));
}
