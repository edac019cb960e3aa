import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { describeResources } from '../shared/operation';
import { requestOptions } from '../shared/requestOptions';
import { jsonHeaders, throughTransport } from '../shared/transport';
import { fillSkyfishPath } from './fields';
import {
	searchCliques,
	searchCompanies,
	searchFolders,
	searchMedia,
	searchUsers,
} from './listSearch/lists';
import { getFolders } from './loadOptions/getFolders';
import { account } from './resources/account';
import { clique } from './resources/clique';
import { company } from './resources/company';
import { folder } from './resources/folder';
import { mediaOperations } from './resources/media';
import { searchOperations } from './resources/search';
import { user } from './resources/user';
import { skyfish } from './skyfishService';

export class Skyfish implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Skyfish',
		name: 'skyfish',
		icon: { light: 'file:../../icons/skyfish.svg', dark: 'file:../../icons/skyfish.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Keep photos, videos and other files in the media library Skyfish',
		defaults: { name: 'Skyfish' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'skyfishApi', required: true }],
		requestDefaults: { headers: jsonHeaders },
		requestOperations: { pagination: throughTransport(skyfish) },
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Account', value: 'account' },
					{ name: 'Clique', value: 'clique' },
					{ name: 'Company', value: 'company' },
					{ name: 'Folder', value: 'folder' },
					{ name: 'Media', value: 'media' },
					{ name: 'Search', value: 'search' },
					{ name: 'User', value: 'user' },
				],
				default: 'media',
				routing: { send: { preSend: [fillSkyfishPath], paginate: true } },
			},
			...describeResources([
				account,
				clique,
				company,
				folder,
				mediaOperations,
				searchOperations,
				user,
			]),
			requestOptions,
		],
	};

	methods = {
		listSearch: { searchCliques, searchCompanies, searchFolders, searchMedia, searchUsers },
		loadOptions: { getFolders },
	};
}
