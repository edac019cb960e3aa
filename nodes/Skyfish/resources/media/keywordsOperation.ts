import type {
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
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
		const given = this.getNodeParameter('mediaIds', '') as unknown;
		const ids = (Array.isArray(given) ? given : String(given).split(','))
			.map((id) => String(id).trim())
			.filter((id) => id !== '');
		const wrong = ids.find((id) => !/^[1-9]\d{0,14}$/.test(id));
		if (ids.length === 0 || wrong !== undefined) {
			throw refused(
				this,
				wrong === undefined
					? '"Media IDs" is empty'
					: `"${wrong}" in "Media IDs" is not a valid ID`,
				'Enter whole numbers above 0, separated by commas.',
			);
		}
		const words = (this.getNodeParameter('keywords', []) as string[]).filter(Boolean);
		if (words.length === 0) throw refused(this, '"Keywords" is empty', 'Add at least one keyword.');
		const inLanguage = this.getNodeParameter('language', 'en') as string;
		await change(this, method, `/media/${ids.join(',')}/metadata/keyword`, { [inLanguage]: words });
		return [{ json: { success: true, mediaIds: ids.map(Number), keywords: words } }];
	};
}
