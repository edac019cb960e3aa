/** Chapter 6.1: the folders a user may see, filtered and sorted. */
import type { FastifyRequest } from 'fastify';
import type { Readings } from '../../readings/readings.ts';
import type { FolderAccess } from '../domain/permissions.ts';
import type { SkyfishService } from '../domain/service.ts';
import { userOf } from './authorization.ts';
import type { Body } from './bodies.ts';
import { forbidden } from './errors.ts';
import { integer, optionalInteger, optionalText, optionalWord } from './parameters.ts';

/** Every folder the user may read that the query's parameters let through. */
export function listedFolders(service: SkyfishService, request: FastifyRequest): FolderAccess[] {
	const user = userOf(request);
	const query = request.query as Body;
	const company = optionalInteger(query, 'company_id') ?? user.companyId;
	if (company !== user.companyId) throw forbidden(`You do not belong to company ${company}`);
	const q = (optionalText(query, 'q') ?? '').normalize('NFC').toLowerCase();
	const ids = numbersIn(query, 'id', service.settings.readings);
	const parent = optionalInteger(query, 'parent');
	const withoutTrash = ['true', '1'].includes(
		optionalText(query, 'exclude_per_user_system_folders') ?? '',
	);
	const list = [...service.permissions.of(user).values()].filter(
		({ folder, groups }) =>
			groups.includes('READ') &&
			folder.name.normalize('NFC').toLowerCase().includes(q) &&
			(ids === undefined || ids.includes(folder.id)) &&
			(parent === undefined || folder.parent === parent) &&
			!(withoutTrash && folder.trashOf !== null),
	);
	return sorted(list, query);
}

/** Between the parts of a parameter: a `+`, which arrives as a space; one that is encoded arrives as it is. */
export function separator(readings: Readings): RegExp {
	return readings.is('encoded-plus', 'separator') ? /[+ ]/ : / /;
}

/** Whole numbers separated by `+`; undefined when there are none. */
export function numbersIn(query: Body, name: string, readings: Readings): number[] | undefined {
	const text = optionalText(query, name);
	if (text === undefined || text === '') return undefined;
	return text.split(separator(readings)).map((part) => integer(name, part));
}

function sorted(list: FolderAccess[], query: Body): FolderAccess[] {
	const by = optionalWord(query, 'sort_by', ['name', 'created']);
	const order = optionalWord(query, 'sort_order', ['asc', 'desc']) ?? 'asc';
	if (by === undefined) return list;
	const compare = ({ folder: one }: FolderAccess, { folder: other }: FolderAccess) =>
		by === 'name' ? one.name.localeCompare(other.name) : one.createdDate - other.createdDate;
	return list.sort((one, other) => (order === 'asc' ? compare(one, other) : compare(other, one)));
}
