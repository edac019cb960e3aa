import type { Resource } from '../../../shared/operation';
import { getApiEndpoint } from './getApiEndpoint';
import { getApiKeys } from './getApiKeys';
import { getDiskUsage } from './getDiskUsage';
import { getFolders } from './getFolders';
import { getUsers } from './getUsers';

export const company: Resource = {
	name: 'company',
	operations: [getApiEndpoint, getApiKeys, getDiskUsage, getFolders, getUsers],
	byDefault: 'getUsers',
};
