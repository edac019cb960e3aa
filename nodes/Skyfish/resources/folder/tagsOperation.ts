import type {
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { idOf } from '../../../shared/ids';
import { refused } from '../../../shared/refused';
import type { ItemWork } from '../../../shared/transport';
import { change } from '../../calls';
import { folderId } from '../../fields';

export const tags: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
	default: [],
	required: true,
	description: 'Words that all files in the folder can be found by',
};

/** Adds (`PUT`) or removes (`DELETE`) tags: `…/folder/:id/tags`, the developer site. */
export function changeTags(method: 'PUT' | 'DELETE'): ItemWork {
	return async function (this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
		const folder = idOf(this, folderId);
		const words = (this.getNodeParameter('tags', []) as string[]).filter(Boolean);
		if (words.length === 0) throw refused(this, '"Tags" is empty', 'Add at least one tag.');
		await change(this, method, `/folder/${folder}/tags`, words);
		return [{ json: { success: true, folderId: folder, tags: words } }];
	};
}
