import type {
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { readIds } from '../../../shared/ids';
import { refused } from '../../../shared/refused';
import type { ItemWork } from '../../../shared/transport';
import { change } from '../../calls';
import { language } from '../../languages';

/** One media or several, whose keywords change together. */
const mediaIds: INodeProperties = {
	displayName: 'Media IDs',
	name: 'mediaIds',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 90909090, 90909091',
	description: 'IDs of the media to change, separated by commas',
};

const keywords: INodeProperties = {
	displayName: 'Keywords',
	name: 'keywords',
	type: 'string',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Keyword' },
	default: [],
	required: true,
};

export const keywordFields = [mediaIds, keywords, language];

/** Adds (`PUT`) or removes (`DELETE`) keywords: `…/media/:ids/metadata/keyword`, the developer site. */
export function changeKeywords(method: 'PUT' | 'DELETE'): ItemWork {
	return async function (this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
		const ids = readIds(this, 'Media IDs', this.getNodeParameter('mediaIds', ''));
		if (ids.length === 0) {
			throw refused(this, '"Media IDs" is empty', 'Enter at least one ID.');
		}
		const words = (this.getNodeParameter('keywords', []) as string[]).filter(Boolean);
		if (words.length === 0) throw refused(this, '"Keywords" is empty', 'Add at least one keyword.');
		const inLanguage = this.getNodeParameter('language', 'en') as string;
		await change(this, method, `/media/${ids.join(',')}/metadata/keyword`, { [inLanguage]: words });
		return [{ json: { success: true, mediaIds: ids, keywords: words } }];
	};
}
