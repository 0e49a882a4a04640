using System.Globalization;

namespace ItsmFunctions.Domain.Tests;

/// <summary>
/// Every status × command × actor, against a table written by hand from the rules (AU-12 to AU-16, AU-49, A8, A15 to A17, A25 and
/// the table of roles and rights): code and table are two witnesses.
/// </summary>
public sealed class The_lifecycle
{
    /// <summary>
    /// A cell is the status that the ticket has afterwards (N, A, I, P, R, C) or the refusal: 403 this actor never may; 1st only first
    /// line resolves; 409 not in this status; end the ticket is closed; none nothing was offered or handed over, no task is open, or no approval is waited for; same it stands as it stood. The pending ticket is
    /// begun and waits for a date that has come (PR-06); the resolved one has rested its thirty days. An import repeats what the people
    /// of another desk were free to do.
    /// </summary>
    private const string Table =
        """
                                 own  other L1   L2   L3   disp lead mgr  ownr revw view priv clock imprt
        assign         New       403  403   A    A    A    A    A    403  403  403  403  403  403   A
        assign         Assigned  403  403   A    A    A    A    A    403  403  403  403  403  403   A
        assign         InProgr.  403  403   I    I    I    I    I    403  403  403  403  403  403   I
        assign         Pending   403  403   P    P    P    P    P    403  403  403  403  403  403   P
        assign         Resolved  403  403   409  409  409  409  409  403  403  403  403  403  403   409
        assign         Closed    403  403   end  end  end  end  end  403  403  403  403  403  403   end

        begin-work     New       403  403   I    I    I    403  403  403  403  403  403  403  403   I
        begin-work     Assigned  403  403   I    I    I    403  403  403  403  403  403  403  403   I
        begin-work     InProgr.  403  403   409  409  409  403  403  403  403  403  403  403  403   409
        begin-work     Pending   403  403   409  409  409  403  403  403  403  403  403  403  403   409
        begin-work     Resolved  403  403   409  409  409  403  403  403  403  403  403  403  403   409
        begin-work     Closed    403  403   end  end  end  403  403  403  403  403  403  403  403   end

        pend           New       403  403   P    P    P    403  P    403  403  403  403  403  403   P
        pend           Assigned  403  403   P    P    P    403  P    403  403  403  403  403  403   P
        pend           InProgr.  403  403   P    P    P    403  P    403  403  403  403  403  403   P
        pend           Pending   403  403   P    P    P    403  P    403  403  403  403  403  403   P
        pend           Resolved  403  403   409  409  409  403  409  403  403  403  403  403  403   409
        pend           Closed    403  403   end  end  end  403  end  403  403  403  403  403  403   end

        resume         New       403  403   409  409  409  403  409  403  403  403  403  403  403   409
        resume         Assigned  403  403   409  409  409  403  409  403  403  403  403  403  403   409
        resume         InProgr.  403  403   409  409  409  403  409  403  403  403  403  403  403   409
        resume         Pending   403  403   I    I    I    403  I    403  403  403  403  403  403   I
        resume         Resolved  403  403   409  409  409  403  409  403  403  403  403  403  403   409
        resume         Closed    403  403   end  end  end  403  end  403  403  403  403  403  403   end

        reply          New       N    403   I    I    I    I    I    403  403  403  403  403  403   403
        reply          Assigned  A    403   I    I    I    I    I    403  403  403  403  403  403   403
        reply          InProgr.  I    403   I    I    I    I    I    403  403  403  403  403  403   403
        reply          Pending   P    403   P    P    P    P    P    403  403  403  403  403  403   403
        reply          Resolved  R    403   R    R    R    R    R    403  403  403  403  403  403   403
        reply          Closed    end  403   end  end  end  end  end  403  403  403  403  403  403   403

        reply-for      New       403  403   N    N    N    N    N    403  403  403  403  403  403   403
        reply-for      Assigned  403  403   A    A    A    A    A    403  403  403  403  403  403   403
        reply-for      InProgr.  403  403   I    I    I    I    I    403  403  403  403  403  403   403
        reply-for      Pending   403  403   P    P    P    P    P    403  403  403  403  403  403   403
        reply-for      Resolved  403  403   R    R    R    R    R    403  403  403  403  403  403   403
        reply-for      Closed    403  403   end  end  end  end  end  403  403  403  403  403  403   403

        note-public    New       N    403   I    I    I    I    I    403  403  403  403  403  403   403
        note-public    Assigned  A    403   I    I    I    I    I    403  403  403  403  403  403   403
        note-public    InProgr.  I    403   I    I    I    I    I    403  403  403  403  403  403   403
        note-public    Pending   P    403   P    P    P    P    P    403  403  403  403  403  403   403
        note-public    Resolved  R    403   R    R    R    R    R    403  403  403  403  403  403   403
        note-public    Closed    end  403   end  end  end  end  end  403  403  403  403  403  403   403

        note-internal  New       403  403   N    N    N    N    N    N    N    403  403  403  403   N
        note-internal  Assigned  403  403   A    A    A    A    A    A    A    403  403  403  403   A
        note-internal  InProgr.  403  403   I    I    I    I    I    I    I    403  403  403  403   I
        note-internal  Pending   403  403   P    P    P    P    P    P    P    403  403  403  403   P
        note-internal  Resolved  403  403   R    R    R    R    R    R    R    403  403  403  403   R
        note-internal  Closed    403  403   end  end  end  end  end  end  end  403  403  403  403   end

        flag           New       403  403   N    N    N    N    N    403  403  403  403  403  403   403
        flag           Assigned  403  403   A    A    A    A    A    403  403  403  403  403  403   403
        flag           InProgr.  403  403   I    I    I    I    I    403  403  403  403  403  403   403
        flag           Pending   403  403   P    P    P    P    P    403  403  403  403  403  403   403
        flag           Resolved  403  403   R    R    R    R    R    403  403  403  403  403  403   403
        flag           Closed    403  403   end  end  end  end  end  403  403  403  403  403  403   403

        attention      New       403  403   N    N    N    N    N    N    N    403  403  403  403   403
        attention      Assigned  403  403   A    A    A    A    A    A    A    403  403  403  403   403
        attention      InProgr.  403  403   I    I    I    I    I    I    I    403  403  403  403   403
        attention      Pending   403  403   P    P    P    P    P    P    P    403  403  403  403   403
        attention      Resolved  403  403   R    R    R    R    R    R    R    403  403  403  403   403
        attention      Closed    403  403   end  end  end  end  end  end  end  403  403  403  403   403

        set-priority   New       403  403   N    N    N    N    N    N    N    403  403  403  403   403
        set-priority   Assigned  403  403   A    A    A    A    A    A    A    403  403  403  403   403
        set-priority   InProgr.  403  403   I    I    I    I    I    I    I    403  403  403  403   403
        set-priority   Pending   403  403   P    P    P    P    P    P    P    403  403  403  403   403
        set-priority   Resolved  403  403   409  409  409  409  409  409  409  403  403  403  403   403
        set-priority   Closed    403  403   end  end  end  end  end  end  end  403  403  403  403   403

        reclassify     New       403  403   N    N    N    N    N    403  403  403  403  403  403   N
        reclassify     Assigned  403  403   A    A    A    A    A    403  403  403  403  403  403   A
        reclassify     InProgr.  403  403   I    I    I    I    I    403  403  403  403  403  403   I
        reclassify     Pending   403  403   P    P    P    P    P    403  403  403  403  403  403   P
        reclassify     Resolved  403  403   409  409  409  409  409  403  403  403  403  403  403   409
        reclassify     Closed    403  403   end  end  end  end  end  403  403  403  403  403  403   end

        resolve        New       403  403   R    1st  1st  403  403  403  403  403  403  403  403   R
        resolve        Assigned  403  403   R    1st  1st  403  403  403  403  403  403  403  403   R
        resolve        InProgr.  403  403   R    1st  1st  403  403  403  403  403  403  403  403   R
        resolve        Pending   403  403   R    1st  1st  403  403  403  403  403  403  403  403   R
        resolve        Resolved  403  403   409  1st  1st  403  403  403  403  403  403  403  403   409
        resolve        Closed    403  403   end  1st  1st  403  403  403  403  403  403  403  403   end

        reopen         New       409  403   409  409  409  409  409  403  403  403  403  403  403   409
        reopen         Assigned  409  403   409  409  409  409  409  403  403  403  403  403  403   409
        reopen         InProgr.  409  403   409  409  409  409  409  403  403  403  403  403  403   409
        reopen         Pending   409  403   409  409  409  409  409  403  403  403  403  403  403   409
        reopen         Resolved  I    403   I    I    I    I    I    403  403  403  403  403  403   I
        reopen         Closed    end  403   end  end  end  end  end  403  403  403  403  403  403   end

        cancel         New       R    403   R    403  403  403  403  403  403  403  403  403  403   403
        cancel         Assigned  R    403   R    403  403  403  403  403  403  403  403  403  403   403
        cancel         InProgr.  R    403   R    403  403  403  403  403  403  403  403  403  403   403
        cancel         Pending   R    403   R    403  403  403  403  403  403  403  403  403  403   403
        cancel         Resolved  409  403   409  403  403  403  403  403  403  403  403  403  403   403
        cancel         Closed    end  403   end  403  403  403  403  403  403  403  403  403  403   403

        close          New       403  403   403  403  403  403  403  403  403  403  403  403  409   409
        close          Assigned  403  403   403  403  403  403  403  403  403  403  403  403  409   409
        close          InProgr.  403  403   403  403  403  403  403  403  403  403  403  403  409   409
        close          Pending   403  403   403  403  403  403  403  403  403  403  403  403  409   409
        close          Resolved  403  403   403  403  403  403  403  403  403  403  403  403  C     C
        close          Closed    403  403   403  403  403  403  403  403  403  403  403  403  end   end

        wake-up        New       403  403   403  403  403  403  403  403  403  403  403  403  409   403
        wake-up        Assigned  403  403   403  403  403  403  403  403  403  403  403  403  409   403
        wake-up        InProgr.  403  403   403  403  403  403  403  403  403  403  403  403  409   403
        wake-up        Pending   403  403   403  403  403  403  403  403  403  403  403  403  I     403
        wake-up        Resolved  403  403   403  403  403  403  403  403  403  403  403  403  409   403
        wake-up        Closed    403  403   403  403  403  403  403  403  403  403  403  403  end   403

        dispatch       New       403  403   N    N    N    N    N    403  403  403  403  403  403  403
        dispatch       Assigned  403  403   A    A    A    A    A    403  403  403  403  403  403  403
        dispatch       InProgr.  403  403   I    I    I    I    I    403  403  403  403  403  403  403
        dispatch       Pending   403  403   I    I    I    I    I    403  403  403  403  403  403  403
        dispatch       Resolved  403  403   409  409  409  409  409  403  403  403  403  403  403  403
        dispatch       Closed    403  403   end  end  end  end  end  403  403  403  403  403  403  403

        accept         New       403  403   none none none none none 403  403  403  403  403  403  403
        accept         Assigned  403  403   none none none none none 403  403  403  403  403  403  403
        accept         InProgr.  403  403   none none none none none 403  403  403  403  403  403  403
        accept         Pending   403  403   none none none none none 403  403  403  403  403  403  403
        accept         Resolved  403  403   409  409  409  409  409  403  403  403  403  403  403  403
        accept         Closed    403  403   end  end  end  end  end  403  403  403  403  403  403  403

        bounce         New       403  403   none none none none none 403  403  403  403  403  403  403
        bounce         Assigned  403  403   none none none none none 403  403  403  403  403  403  403
        bounce         InProgr.  403  403   none none none none none 403  403  403  403  403  403  403
        bounce         Pending   403  403   none none none none none 403  403  403  403  403  403  403
        bounce         Resolved  403  403   409  409  409  409  409  403  403  403  403  403  403  403
        bounce         Closed    403  403   end  end  end  end  end  403  403  403  403  403  403  403

        add-task       New       403  403  N    N    N    N    N    403  403  403  403  403  403  403
        add-task       Assigned  403  403  A    A    A    A    A    403  403  403  403  403  403  403
        add-task       InProgr.  403  403  I    I    I    I    I    403  403  403  403  403  403  403
        add-task       Pending   403  403  P    P    P    P    P    403  403  403  403  403  403  403
        add-task       Resolved  403  403  409  409  409  409  409  403  403  403  403  403  403  403
        add-task       Closed    403  403  end  end  end  end  end  403  403  403  403  403  403  403

        assign-task    New       403  403  none none none none none 403  403  403  403  403  403  403
        assign-task    Assigned  403  403  none none none none none 403  403  403  403  403  403  403
        assign-task    InProgr.  403  403  none none none none none 403  403  403  403  403  403  403
        assign-task    Pending   403  403  none none none none none 403  403  403  403  403  403  403
        assign-task    Resolved  403  403  409  409  409  409  409  403  403  403  403  403  403  403
        assign-task    Closed    403  403  end  end  end  end  end  403  403  403  403  403  403  403

        complete-task  New       403  403  none none none none none 403  403  403  403  403  403  403
        complete-task  Assigned  403  403  none none none none none 403  403  403  403  403  403  403
        complete-task  InProgr.  403  403  none none none none none 403  403  403  403  403  403  403
        complete-task  Pending   403  403  none none none none none 403  403  403  403  403  403  403
        complete-task  Resolved  403  403  409  409  409  409  409  403  403  403  403  403  403  403
        complete-task  Closed    403  403  end  end  end  end  end  403  403  403  403  403  403  403

        cancel-task    New       403  403  none none none none none 403  403  403  403  403  403  403
        cancel-task    Assigned  403  403  none none none none none 403  403  403  403  403  403  403
        cancel-task    InProgr.  403  403  none none none none none 403  403  403  403  403  403  403
        cancel-task    Pending   403  403  none none none none none 403  403  403  403  403  403  403
        cancel-task    Resolved  403  403  409  409  409  409  409  403  403  403  403  403  403  403
        cancel-task    Closed    403  403  end  end  end  end  end  403  403  403  403  403  403  403

        pin            New       403  403  N    N    N    N    N    N    N    403  403  403  403  403
        pin            Assigned  403  403  A    A    A    A    A    A    A    403  403  403  403  403
        pin            InProgr.  403  403  I    I    I    I    I    I    I    403  403  403  403  403
        pin            Pending   403  403  P    P    P    P    P    P    P    403  403  403  403  403
        pin            Resolved  403  403  R    R    R    R    R    R    R    403  403  403  403  403
        pin            Closed    403  403  end  end  end  end  end  end  end  403  403  403  403  403

        unpin          New       403  403  N    N    N    N    N    N    N    403  403  403  403  403
        unpin          Assigned  403  403  A    A    A    A    A    A    A    403  403  403  403  403
        unpin          InProgr.  403  403  I    I    I    I    I    I    I    403  403  403  403  403
        unpin          Pending   403  403  P    P    P    P    P    P    P    403  403  403  403  403
        unpin          Resolved  403  403  R    R    R    R    R    R    R    403  403  403  403  403
        unpin          Closed    403  403  end  end  end  end  end  end  end  403  403  403  403  403

        set-supplier   New       403  403  N    N    N    N    N    403  403  403  403  403  403  403
        set-supplier   Assigned  403  403  A    A    A    A    A    403  403  403  403  403  403  403
        set-supplier   InProgr.  403  403  I    I    I    I    I    403  403  403  403  403  403  403
        set-supplier   Pending   403  403  P    P    P    P    P    403  403  403  403  403  403  403
        set-supplier   Resolved  403  403  R    R    R    R    R    403  403  403  403  403  403  403
        set-supplier   Closed    403  403  end  end  end  end  end  403  403  403  403  403  403  403

        add-watcher    New       N    403  N    N    N    N    N    403  403  403  403  403  403  403
        add-watcher    Assigned  A    403  A    A    A    A    A    403  403  403  403  403  403  403
        add-watcher    InProgr.  I    403  I    I    I    I    I    403  403  403  403  403  403  403
        add-watcher    Pending   P    403  P    P    P    P    P    403  403  403  403  403  403  403
        add-watcher    Resolved  R    403  R    R    R    R    R    403  403  403  403  403  403  403
        add-watcher    Closed    end  403  end  end  end  end  end  403  403  403  403  403  403  403

        remove-watcher New       N    403  N    N    N    N    N    403  403  403  403  403  403  403
        remove-watcher Assigned  A    403  A    A    A    A    A    403  403  403  403  403  403  403
        remove-watcher InProgr.  I    403  I    I    I    I    I    403  403  403  403  403  403  403
        remove-watcher Pending   P    403  P    P    P    P    P    403  403  403  403  403  403  403
        remove-watcher Resolved  R    403  R    R    R    R    R    403  403  403  403  403  403  403
        remove-watcher Closed    end  403  end  end  end  end  end  403  403  403  403  403  403  403

        approve        New       403  403  403  403  403  403  409  403  403  403  403  403  403  403
        approve        Assigned  403  403  403  403  403  403  409  403  403  403  403  403  403  403
        approve        InProgr.  403  403  403  403  403  403  409  403  403  403  403  403  403  403
        approve        Pending   403  403  403  403  403  403  none 403  403  403  403  403  403  403
        approve        Resolved  403  403  403  403  403  403  409  403  403  403  403  403  403  403
        approve        Closed    403  403  403  403  403  403  end  403  403  403  403  403  403  403

        reject         New       403  403  403  403  403  403  409  403  403  403  403  403  403  403
        reject         Assigned  403  403  403  403  403  403  409  403  403  403  403  403  403  403
        reject         InProgr.  403  403  403  403  403  403  409  403  403  403  403  403  403  403
        reject         Pending   403  403  403  403  403  403  none 403  403  403  403  403  403  403
        reject         Resolved  403  403  403  403  403  403  409  403  403  403  403  403  403  403
        reject         Closed    403  403  403  403  403  403  end  403  403  403  403  403  403  403

        supplier-replied New       403  403  409  409  409  409  409  403  403  403  403  403  403  403
        supplier-replied Assigned  403  403  409  409  409  409  409  403  403  403  403  403  403  403
        supplier-replied InProgr.  403  403  409  409  409  409  409  403  403  403  403  403  403  403
        supplier-replied Pending   403  403    I    I    I    I    I  403  403  403  403  403  403  403
        supplier-replied Resolved  403  403  409  409  409  409  409  403  403  403  403  403  403  403
        supplier-replied Closed    403  403  end  end  end  end  end  403  403  403  403  403  403  403

        delivered        New       403  403  409  409  409  409  409  403  403  403  403  403  403  403
        delivered        Assigned  403  403  409  409  409  409  409  403  403  403  403  403  403  403
        delivered        InProgr.  403  403  409  409  409  409  409  403  403  403  403  403  403  403
        delivered        Pending   403  403    I    I    I    I    I  403  403  403  403  403  403  403
        delivered        Resolved  403  403  409  409  409  409  409  403  403  403  403  403  403  403
        delivered        Closed    403  403  end  end  end  end  end  403  403  403  403  403  403  403

        prompt         New       403  403  403  403  403  403  403  403  403  403  403  403  N     403
        prompt         Assigned  403  403  403  403  403  403  403  403  403  403  403  403  A     403
        prompt         InProgr.  403  403  403  403  403  403  403  403  403  403  403  403  I     403
        prompt         Pending   403  403  403  403  403  403  403  403  403  403  403  403  same  403
        prompt         Resolved  403  403  403  403  403  403  403  403  403  403  403  403  same  403
        prompt         Closed    403  403  403  403  403  403  403  403  403  403  403  403  same  403

        acknowledge    New       403  403  same same same same same same same 403  403  403  403  403
        acknowledge    Assigned  403  403  same same same same same same same 403  403  403  403  403
        acknowledge    InProgr.  403  403  same same same same same same same 403  403  403  403  403
        acknowledge    Pending   403  403  same same same same same same same 403  403  403  403  403
        acknowledge    Resolved  403  403  same same same same same same same 403  403  403  403  403
        acknowledge    Closed    403  403  end  end  end  end  end  end  end  403  403  403  403  403

        correct-clock  New       403  403  403  403  403  403  403  N    N    403  403  403  403  403
        correct-clock  Assigned  403  403  403  403  403  403  403  A    A    403  403  403  403  403
        correct-clock  InProgr.  403  403  403  403  403  403  403  I    I    403  403  403  403  403
        correct-clock  Pending   403  403  403  403  403  403  403  P    P    403  403  403  403  403
        correct-clock  Resolved  403  403  403  403  403  403  403  R    R    403  403  403  403  403
        correct-clock  Closed    403  403  403  403  403  403  403  C    C    403  403  403  403  403

        chase          New      403  403  N    N    N    N    N    N    N    403  403  403  403  403
        chase          Assigned 403  403  A    A    A    A    A    A    A    403  403  403  403  403
        chase          InProgr. 403  403  I    I    I    I    I    I    I    403  403  403  403  403
        chase          Pending  403  403  P    P    P    P    P    P    P    403  403  403  403  403
        chase          Resolved 403  403  409  409  409  409  409  409  409  403  403  403  403  403
        chase          Closed   403  403  end  end  end  end  end  end  end  403  403  403  403  403

        expect         New      403  403  N    N    N    N    N    403  403  403  403  403  403  403
        expect         Assigned 403  403  A    A    A    A    A    403  403  403  403  403  403  403
        expect         InProgr. 403  403  I    I    I    I    I    403  403  403  403  403  403  403
        expect         Pending  403  403  P    P    P    P    P    403  403  403  403  403  403  403
        expect         Resolved 403  403  409  409  409  409  409  403  403  403  403  403  403  403
        expect         Closed   403  403  end  end  end  end  end  403  403  403  403  403  403  403
        link           New       403  403  N    N    N    N    N    N    N    403  403  403  403  403
        link           Assigned  403  403  A    A    A    A    A    A    A    403  403  403  403  403
        link           InProgr.  403  403  I    I    I    I    I    I    I    403  403  403  403  403
        link           Pending   403  403  P    P    P    P    P    P    P    403  403  403  403  403
        link           Resolved  403  403  R    R    R    R    R    R    R    403  403  403  403  403
        link           Closed    403  403  end  end  end  end  end  end  end  403  403  403  403  403

        unlink         New       403  403  N    N    N    N    N    N    N    403  403  403  403  403
        unlink         Assigned  403  403  A    A    A    A    A    A    A    403  403  403  403  403
        unlink         InProgr.  403  403  I    I    I    I    I    I    I    403  403  403  403  403
        unlink         Pending   403  403  P    P    P    P    P    P    P    403  403  403  403  403
        unlink         Resolved  403  403  R    R    R    R    R    R    R    403  403  403  403  403
        unlink         Closed    403  403  end  end  end  end  end  end  end  403  403  403  403  403

        split          New       403  403  N    N    N    N    N    403  403  403  403  403  403  403
        split          Assigned  403  403  A    A    A    A    A    403  403  403  403  403  403  403
        split          InProgr.  403  403  I    I    I    I    I    403  403  403  403  403  403  403
        split          Pending   403  403  P    P    P    P    P    403  403  403  403  403  403  403
        split          Resolved  403  403  409  409  409  409  409  403  403  403  403  403  403  403
        split          Closed    403  403  end  end  end  end  end  403  403  403  403  403  403  403

        merge          New       403  403  R    403  403  R    R    403  403  403  403  403  403  403
        merge          Assigned  403  403  R    403  403  R    R    403  403  403  403  403  403  403
        merge          InProgr.  403  403  R    403  403  R    R    403  403  403  403  403  403  403
        merge          Pending   403  403  R    403  403  R    R    403  403  403  403  403  403  403
        merge          Resolved  403  403  409  403  403  409  409  403  403  403  403  403  403  403
        merge          Closed    403  403  end  403  403  end  end  403  403  403  403  403  403  403

        run-automat.   New       403  403  403  403  403  403  403  403  403  403  403  403  same 403
        run-automat.   Assigned  403  403  403  403  403  403  403  403  403  403  403  403  same 403
        run-automat.   InProgr.  403  403  403  403  403  403  403  403  403  403  403  403  same 403
        run-automat.   Pending   403  403  403  403  403  403  403  403  403  403  403  403  same 403
        run-automat.   Resolved  403  403  403  403  403  403  403  403  403  403  403  403  same 403
        run-automat.   Closed    403  403  403  403  403  403  403  403  403  403  403  403  same 403

        tell-around    New       403  403  403  403  403  403  403  403  403  403  403  403  N    403
        tell-around    Assigned  403  403  403  403  403  403  403  403  403  403  403  403  A    403
        tell-around    InProgr.  403  403  403  403  403  403  403  403  403  403  403  403  I    403
        tell-around    Pending   403  403  403  403  403  403  403  403  403  403  403  403  P    403
        tell-around    Resolved  403  403  403  403  403  403  403  403  403  403  403  403  409  403
        tell-around    Closed    403  403  403  403  403  403  403  403  403  403  403  403  end  403

        mirror-link    New       403  403  403  403  403  403  403  403  403  403  403  403  N    403
        mirror-link    Assigned  403  403  403  403  403  403  403  403  403  403  403  403  A    403
        mirror-link    InProgr.  403  403  403  403  403  403  403  403  403  403  403  403  I    403
        mirror-link    Pending   403  403  403  403  403  403  403  403  403  403  403  403  P    403
        mirror-link    Resolved  403  403  403  403  403  403  403  403  403  403  403  403  R    403
        mirror-link    Closed    403  403  403  403  403  403  403  403  403  403  403  403  C    403

        survey         New       409  403  403  403  403  403  403  403  403  403  403  403  403  403
        survey         Assigned  409  403  403  403  403  403  403  403  403  403  403  403  403  403
        survey         InProgr.  409  403  403  403  403  403  403  403  403  403  403  403  403  403
        survey         Pending   409  403  403  403  403  403  403  403  403  403  403  403  403  403
        survey         Resolved  R    403  403  403  403  403  403  403  403  403  403  403  403  403
        survey         Closed    C    403  403  403  403  403  403  403  403  403  403  403  403  403
        """;

    private static readonly Dictionary<string, Actor> Actors = new()
    {
        ["own"] = Somebody.Requester, ["other"] = Somebody.OtherRequester, ["L1"] = Somebody.FirstLine, ["L2"] = Somebody.SecondLine,
        ["L3"] = Somebody.ThirdLine, ["disp"] = Somebody.Dispatcher, ["lead"] = Somebody.TeamLeader, ["mgr"] = Somebody.ProcessManager,
        ["ownr"] = Somebody.ProcessOwner, ["revw"] = Somebody.ChangeReviewer, ["view"] = Somebody.ReportingViewer,
        ["priv"] = Somebody.PrivacyOfficer, ["clock"] = Actor.Clock, ["imprt"] = Somebody.Import,
    };

    private static readonly Dictionary<string, TicketStatus> Statuses = new()
    {
        ["New"] = TicketStatus.New, ["Assigned"] = TicketStatus.Assigned, ["InProgr."] = TicketStatus.InProgress,
        ["Pending"] = TicketStatus.Pending, ["Resolved"] = TicketStatus.Resolved, ["Closed"] = TicketStatus.Closed,
    };

    private static readonly Dictionary<string, Func<Case, TicketCommand>> Commands = new()
    {
        ["assign"] = given => new TicketCommand.Assign(given.Ticket.Team, "agent-9"),
        ["begin-work"] = _ => new TicketCommand.BeginWork(),
        ["pend"] = _ => new TicketCommand.Pend("PR-05", null, null),
        ["resume"] = _ => new TicketCommand.Resume(),
        ["reply"] = _ => new TicketCommand.Reply("Which printer is it?"),
        ["reply-for"] = _ => new TicketCommand.RecordReply("It is on the second floor.", "phone"),
        ["note-public"] = _ => new TicketCommand.Journal("Which printer is it?", Visibility.Public),
        ["note-internal"] = _ => new TicketCommand.Journal("Drum checked.", Visibility.Internal),
        ["flag"] = _ => new TicketCommand.Flag(Update: true, null),
        ["attention"] = _ => new TicketCommand.Flag(null, Attention: true),
        ["set-priority"] = _ => new TicketCommand.SetPriority(2, "The dean's office prints exam papers here."),
        ["reclassify"] = _ => Case.Reclassified("network", "wired"),
        ["resolve"] = _ => new TicketCommand.Resolve("Toner replaced.", null),
        ["reopen"] = _ => new TicketCommand.Reopen("It is back."),
        ["cancel"] = _ => new TicketCommand.Cancel("Found another printer."),
        ["close"] = _ => new TicketCommand.Close(),
        ["wake-up"] = given => given.Ticket.Pending is null ? new TicketCommand.WakeUp(1, 1) : given.Step,
        ["dispatch"] = _ => A_handover.Complete,
        ["accept"] = _ => new TicketCommand.Accept(),
        ["bounce"] = _ => new TicketCommand.Bounce("The room is missing."),
        ["add-task"] = _ => new TicketCommand.AddTask("Create the drive.", "infrastructure", null),
        ["assign-task"] = _ => new TicketCommand.AssignTask(1, "security", null),
        ["complete-task"] = _ => new TicketCommand.CompleteTask(1, "Created."),
        ["cancel-task"] = _ => new TicketCommand.CancelTask(1, "Not needed."),
        ["pin"] = given => new TicketCommand.Pin(Noted(given)),
        ["unpin"] = given =>
        {
            int note = Noted(given);
            given.Record([new Happening.NotePinned(note)], Actor.Clock);
            return new TicketCommand.Unpin(note);
        },
        ["set-supplier"] = _ => new TicketCommand.SetSupplier(new("Konica Minolta", "KM-118")),
        ["add-watcher"] = _ => new TicketCommand.AddWatcher(new("colleague-7", null, null, null)),
        ["remove-watcher"] = given =>
        {
            given.Record([new Happening.WatcherAdded("colleague-7")], Actor.Clock);
            return new TicketCommand.RemoveWatcher("colleague-7");
        },
        ["approve"] = _ => new TicketCommand.Approve(null),
        ["reject"] = _ => new TicketCommand.Reject("No budget."),
        ["supplier-replied"] = given => Waiting(given, "PR-07", new TicketCommand.SupplierReplied("It is on its way.")),
        ["delivered"] = given => Waiting(given, "PR-08", new TicketCommand.Delivered("Two screens.")),
        ["prompt"] = _ => new TicketCommand.Prompt(),
        ["acknowledge"] = _ => new TicketCommand.AcknowledgeEscalation("On it."),
        ["correct-clock"] = given => A_corrected_clock.Correcting(given.Now.AddDays(-14), given.Now),
        ["chase"] = _ => new TicketCommand.Chase("The user called again."),
        ["expect"] = given => new TicketCommand.Expect(given.Now.AddDays(1), null),
        ["link"] = _ => new TicketCommand.Link(LinkKind.CausedBy, A_linked_ticket.Other.Number, new(A_linked_ticket.Other, [])),
        ["unlink"] = given =>
        {
            given.Record([new Happening.Linked(A_linked_ticket.Other.Number, LinkKind.Causes)], Actor.Clock);
            return new TicketCommand.Unlink(A_linked_ticket.Other.Number);
        },
        ["split"] = _ => A_linked_ticket.Part,
        ["merge"] = _ => new TicketCommand.Merge(A_linked_ticket.Other.Number, null, A_linked_ticket.Other),
        ["run-automat."] = _ => new TriageCommand.EndRun(7, Triage.RunEnd.Succeeded, null),
        ["tell-around"] = _ => new TicketCommand.TellWorkaround(new(TicketKind.Problem, 7), 3, "Wait a minute."),
        ["mirror-link"] = _ => new TicketCommand.MirrorLink(A_linked_ticket.Other.Number, LinkKind.Causes, 2, null),
        ["survey"] = _ => new TicketCommand.AnswerSurvey(4, null),
    };

    private static readonly string[] Lines = [.. Table.Split('\n').Where(line => line.Trim().Length > 0)];

    public static TheoryData<string> CommandNames => [.. Commands.Keys];

    [Theory]
    [MemberData(nameof(CommandNames))]
    [Trait("Rule", "AU-12")]
    [Trait("Rule", "AU-13")]
    [Trait("Rule", "AU-14")]
    [Trait("Rule", "AU-15")]
    [Trait("Rule", "AU-49")]
    [Trait("Rule", "A8")]
    [Trait("Rule", "A16")]
    [Trait("Rule", "A25")]
    public void Leads_where_the_table_says_for_every_status_and_actor(string command)
    {
        string[] columns = Words(Lines[0]);
        var wrong = new List<string>();
        foreach (string[] row in Lines.Skip(1).Select(Words).Where(row => row[0] == command))
        {
            for (int column = 0; column < columns.Length; column++)
            {
                string found = Outcome(command, Statuses[row[1]], Actors[columns[column]]);
                if (found != row[column + 2])
                    wrong.Add($"{command} when {row[1]} by {columns[column]}: {found}, not {row[column + 2]}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Has_a_cell_for_everything_that_can_be_asked_of_a_ticket_by_anybody()
    {
        Assert.Equal(Actors.Keys, Words(Lines[0]));
        Assert.Equal(
            Commands.Keys.SelectMany(command => Statuses.Keys.Select(status => $"{command} {status}")),
            Lines.Skip(1).Select(line => string.Join(' ', Words(line).Take(2))));
        Assert.All(Lines.Skip(1), line => Assert.Equal(2 + Actors.Count, Words(line).Length));

        Assert.Equal(Aarhus.Profile.Statuses, Statuses.Values);
        Case any = Case.Incident();
        Assert.Equal(Aarhus.Profile.Lifecycle.Select(row => row.Act).Order(), Commands.Values.Select(make => make(any).Act).Distinct().Order());
        // The machines may do nothing to a ticket: A_mail_gateway, A_machine_that_follows.
        Roles everybody = Actors.Values.Aggregate(Roles.Machines, (all, actor) => all | actor.Roles);
        Assert.Equal(Enum.GetValues<Roles>().Aggregate((all, role) => all | role), everybody);
    }

    [Fact]
    [Trait("Rule", "AU-12")]
    public void Knows_exactly_six_statuses() =>
        Assert.Equal(["New", "Assigned", "InProgress", "Pending", "Resolved", "Closed"], Aarhus.Profile.Statuses.Select(status => status.ToString()));

    [Fact]
    public void Says_in_which_statuses_a_refused_command_is_taken()
    {
        Refusal refusal = Case.Of(TicketStatus.InProgress).Refuse(new TicketCommand.Resume(), Somebody.FirstLine);

        Assert.Equal(RefusalCode.TransitionNotAllowed, refusal.Code);
        Assert.Contains("in progress", refusal.Detail.English, StringComparison.Ordinal);
        Assert.Contains("pending", refusal.Detail.English, StringComparison.Ordinal);
    }

    private static TicketCommand Waiting(Case given, string reason, TicketCommand command)
    {
        if (given.Ticket.Status == TicketStatus.Pending)
            given.Waiting(reason);
        return command;
    }

    private static int Noted(Case given)
    {
        given.Record([new Happening.NoteWritten(new("Drum checked.", given.Ticket.Requester))], Actor.Clock);
        return given.Ticket.Version;
    }

    private static string Outcome(string command, TicketStatus status, Actor by)
    {
        Case given = Case.Of(status);
        if (given.Ticket.Dues().Any())
            given.Until(given.Ticket.Dues().Single().Work);
        if (given.Ticket.Pending is not null)
            given.UntilStep();
        TicketCommand asked = Commands[command](given);
        int version = given.Ticket.Version;
        Decision decision = given.Ask(asked, by);
        if (TicketDesk.Offers(given.Ticket, by, given.Profile).Contains(asked.Act) != decision is Decision.Accepted)
            return "offered otherwise than decided";
        switch (decision)
        {
            // A ticket of its own: this one stays as it is.
            case Decision.Accepted { Happenings: [Happening.Opened, ..] }:
                return given.Ticket.Status.ToString()[..1];
            case Decision.Accepted accepted:
                given.Record(accepted.Happenings, by);
                return given.Ticket.Version == version
                    ? "same"
                    : given.Ticket.Status.ToString()[..1];
            case Decision.Rejected { Refusal: var refusal }:
                return refusal.Code switch
                {
                    RefusalCode.NotAllowed => "403",
                    RefusalCode.ResolveBySupport => "1st",
                    RefusalCode.TransitionNotAllowed => "409",
                    RefusalCode.TicketClosed => "end",
                    RefusalCode.NothingOffered or RefusalCode.NeverHandedOver or RefusalCode.NoOpenTask or RefusalCode.NothingToApprove or RefusalCode.NotAwaited => "none",
                    _ => string.Create(CultureInfo.InvariantCulture, $"{refusal.Code}: {refusal.Detail}"),
                };
            default:
                throw new InvalidOperationException();
        }
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
