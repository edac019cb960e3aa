import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { filesOfChosenJob } from '../filesOfChosenJob';

/** The files of the chosen job by their number, for the "File" dropdown. */
export async function searchFiles(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const files = await filesOfChosenJob(this, filter);
	return { results: files.map(({ id, fileName }) => ({ name: fileName, value: String(id) })) };
}

/** The files of the chosen job by their name, for the "File Name" dropdown. */
export async function searchFileNames(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const files = await filesOfChosenJob(this, filter);
	return { results: files.map(({ fileName }) => ({ name: fileName, value: fileName })) };
}
